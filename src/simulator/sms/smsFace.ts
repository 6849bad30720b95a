import { randomUUID } from 'node:crypto'
import { writeQueueTokenReply } from '../../protocol/smsApi/queueTokenReply.ts'
import { writeSendDetailsReply } from '../../protocol/smsApi/sendDetails.ts'
import { writeSendSmsReply } from '../../protocol/smsApi/sendSmsReply.ts'
import { writeSendStatisticsReply } from '../../protocol/smsApi/sendStatistics.ts'
import type { Call, Face } from '../http/operation.ts'
import { querySendDetails, querySendStatistics } from './queryActions.ts'
import type { QueueTokens } from './queueTokens.ts'
import { readSendBatchSms, readSendSms } from './sendActions.ts'
import type { SendLog } from './sendLog.ts'
import type { SmsAuthentication } from './smsAuthentication.ts'
import { readSmsCall, type SmsCall } from './smsCall.ts'
import type { SmsGateway } from './smsGateway.ts'
import { refuseRequest, type SmsRefusal } from './smsRefusal.ts'
import { answerReply, faultNamed, refusalReply, type SmsExchange } from './smsReply.ts'

export type SmsFaceParts = {
  readonly authentication: SmsAuthentication
  readonly gateway: SmsGateway
  readonly log: SendLog
  readonly tokens: QueueTokens
  /** Simulated milliseconds since 1970. */
  readonly now: () => number
  /** Settles when everything done so far is durable. */
  readonly committed: () => Promise<void>
}

type Answer = { readonly outcome: 'answered'; readonly body: string }
type Action = (
  parts: SmsFaceParts,
  call: SmsCall,
  requestId: string,
) => Answer | SmsRefusal | Promise<Answer | SmsRefusal>

const actions: Readonly<Record<string, Action>> = {
  SendSms: (parts, call, requestId) => send(parts, call, requestId, 'SendSms'),
  SendBatchSms: (parts, call, requestId) => send(parts, call, requestId, 'SendBatchSms'),
  QuerySendDetails({ log, now }, call, requestId) {
    const found = querySendDetails(call, log, now())
    if (found.outcome === 'refused') return found
    return answered(writeSendDetailsReply({ ...ok(requestId), ...found }, call.format))
  },
  QuerySendStatistics({ log }, call, requestId) {
    const found = querySendStatistics(call, log)
    if (found.outcome === 'refused') return found
    return answered(writeSendStatisticsReply({ ...ok(requestId), ...found }, call.format))
  },
  QueryTokenForMnsQueue({ tokens }, call, requestId) {
    const issued = tokens.issue(call)
    if (issued.outcome === 'refused') return issued
    return answered(writeQueueTokenReply({ ...ok(requestId), token: issued.token }, call.format))
  },
}

const versions = new Set(['2017-05-25', '2018-05-01'])

/** The SMS API beside MNS: every action in both signature styles and both formats. */
export function createSmsFace(parts: SmsFaceParts): Face {
  return {
    name: 'sms',
    claims: call => readSmsCall(call)?.action ?? null,
    async handle(call, action) {
      const smsCall = readSmsCall(call)
      const exchange = exchangeOf(call, smsCall, action)
      if (smsCall === null) return refusalReply(unknownAction(action), exchange)
      const answer = await perform(parts, call, smsCall, exchange.requestId)
      return answer.outcome === 'refused'
        ? refusalReply(answer, exchange)
        : answerReply(answer.body, smsCall.format)
    },
    fail(call, code) {
      const smsCall = readSmsCall(call)
      return refusalReply(faultNamed(code), exchangeOf(call, smsCall, smsCall?.action ?? ''))
    },
  }
}

function exchangeOf(call: Call, smsCall: SmsCall | null, action: string): SmsExchange {
  const requestId = randomUUID().toUpperCase()
  return { requestId, action, format: smsCall?.format ?? 'XML', host: call.header('host') ?? null }
}

function perform(parts: SmsFaceParts, call: Call, smsCall: SmsCall, requestId: string): ReturnType<Action> {
  const action = Object.hasOwn(actions, smsCall.action) ? actions[smsCall.action] : undefined
  if (smsCall.version === null)
    return refuseRequest('MissingVersion', 'Version is mandatory for this action.')
  if (!versions.has(smsCall.version))
    return refuseRequest(
      'InvalidVersion',
      `Specified parameter Version is not valid; expected ${[...versions].join(' or ')}.`,
    )
  if (action === undefined) return unknownAction(smsCall.action)
  return parts.authentication.check(call, smsCall) ?? action(parts, smsCall, requestId)
}

async function send(
  { gateway, committed }: SmsFaceParts,
  call: SmsCall,
  requestId: string,
  action: 'SendSms' | 'SendBatchSms',
): Promise<Answer | SmsRefusal> {
  const read = action === 'SendSms' ? readSendSms(call) : readSendBatchSms(call)
  if (read.outcome === 'refused') return read
  const sent = gateway.send(read.orders)
  if (sent.outcome === 'refused') return sent
  await committed()
  return answered(writeSendSmsReply(action, { ...ok(requestId), bizId: sent.bizId }, call.format))
}

function unknownAction(action: string): SmsRefusal {
  return refuseRequest('InvalidAction.NotFound', `Specified api is not found: ${action}.`, 404)
}

function ok(requestId: string) {
  return { requestId, code: 'OK', message: 'OK' }
}

function answered(body: string): Answer {
  return { outcome: 'answered', body }
}
