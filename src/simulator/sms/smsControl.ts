import { z } from 'zod'
import { writeReviewReport } from '../../protocol/receipts/reviewReport.ts'
import { ControlProblem } from '../control/controlFace.ts'
import type { CallbackPusher } from './callbackPusher.ts'
import { callbackSchedules } from './callbackSchedule.ts'
import { readPhoneNumber } from './phoneNumber.ts'
import type { QueueTokens } from './queueTokens.ts'
import type { SendLog } from './sendLog.ts'
import { reviewStates, type SmsCatalogue } from './smsCatalogue.ts'
import type { SmsGateway } from './smsGateway.ts'

const text = z.string().min(1).max(500)
const phone = z.string().transform((given, context) => {
  const read = readPhoneNumber(given)
  if (read === null) context.addIssue({ code: 'custom', message: `${given} is no valid phone number` })
  return read ?? ''
})
const review = { state: z.enum(reviewStates).default('approved'), reason: text.nullable().default(null) }

/** Each key does one thing; what is absent stays as it is. */
const order = z
  .strictObject({
    sign: z.strictObject({ name: text, ...review }),
    template: z.strictObject({ code: text, content: text.nullable().default(null), ...review }),
    callback: z.strictObject({ messageType: z.string().regex(/^[A-Za-z]{1,50}$/), url: z.url().nullable() }),
    callbackSchedule: z.enum(callbackSchedules),
    reply: z.strictObject({ phone, content: text }),
    receipt: z.strictObject({
      bizId: text,
      phone,
      errCode: text,
      errMessage: z.string().max(500).default(''),
    }),
    /** Milliseconds for which the next queue tokens are good. */
    tokenLife: z.number().int().min(1).max(86_400_000),
  })
  .partial()

export type SmsControlParts = {
  readonly catalogue: SmsCatalogue
  readonly callbacks: CallbackPusher
  readonly gateway: SmsGateway
  readonly log: SendLog
  readonly tokens: QueueTokens
  readonly now: () => number
}

/** What the control API can do to the SMS service; returns how the service stands, and how a new callback answered. */
export async function controlSms(parts: SmsControlParts, input: unknown): Promise<unknown> {
  const { catalogue, callbacks, gateway, log, tokens, now } = parts
  const given = order.parse(input ?? {})
  if (given.sign) {
    const { name, state, reason } = given.sign
    catalogue.putSign(given.sign)
    tellReview(callbacks, 'signature', name, state, reason, now())
  }
  if (given.template) {
    const { code, state, reason } = given.template
    catalogue.putTemplate(given.template)
    tellReview(callbacks, 'template', code, state, reason, now())
  }
  if (given.callbackSchedule) callbacks.schedule = given.callbackSchedule
  if (given.tokenLife !== undefined) tokens.life = given.tokenLife
  if (given.reply) gateway.reply(given.reply.phone, given.reply.content, null)
  if (given.receipt) {
    const { bizId, phone: to, errCode, errMessage } = given.receipt
    const sent = log.findByBizId(to, bizId)
    if (sent === null) throw new ControlProblem(`no SMS to ${to} has the BizId ${bizId}`)
    gateway.report(sent, errCode, errMessage)
  }
  const probe = given.callback ? await changeCallback(callbacks, given.callback) : null
  return { ...describeSms(parts), probe }
}

export function describeSms({ catalogue, callbacks, log, tokens }: SmsControlParts): object {
  return {
    strict: catalogue.strict,
    signs: catalogue.signs(),
    templates: catalogue.templates(),
    callbacks: callbacks.urls(),
    callbackSchedule: callbacks.schedule,
    tokenLife: tokens.life,
    remembered: log.size,
  }
}

async function changeCallback(
  callbacks: CallbackPusher,
  { messageType, url }: { messageType: string; url: string | null },
): Promise<unknown> {
  if (url !== null) return callbacks.register(messageType, url)
  callbacks.unregister(messageType)
  return null
}

/** A review's outcome is told to the account by callback alone. */
function tellReview(
  callbacks: CallbackPusher,
  subject: 'signature' | 'template',
  name: string,
  state: string,
  reason: string | null,
  now: number,
): void {
  const messageType = subject === 'signature' ? 'SignSmsReport' : 'TemplateSmsReport'
  const review = { subject, name, state, reason, orderId: String(now), remark: null, createdAt: now }
  callbacks.add(messageType, writeReviewReport(review, 'http'))
}
