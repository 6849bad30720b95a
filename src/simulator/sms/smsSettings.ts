import type { Documents } from '../state/documents.ts'
import type { CallbackPusher } from './callbackPusher.ts'
import type { CallbackSchedule } from './callbackSchedule.ts'
import type { QueueTokens } from './queueTokens.ts'
import type { SmsCatalogue, SmsSign, SmsTemplate } from './smsCatalogue.ts'

type Stored = {
  readonly signs: readonly SmsSign[]
  readonly templates: readonly SmsTemplate[]
  readonly callbacks: Readonly<Record<string, string>>
  readonly callbackSchedule: CallbackSchedule
  readonly tokenLife: number
}

export type SmsSettled = {
  readonly catalogue: SmsCatalogue
  readonly callbacks: CallbackPusher
  readonly tokens: QueueTokens
}

const collection = 'sms-settings'
const key = 'all'

/** Writes down what the control API has set up. */
export function keepSmsSettings(documents: Documents, { catalogue, callbacks, tokens }: SmsSettled): void {
  documents.put(collection, key, {
    signs: catalogue.signs(),
    templates: catalogue.templates(),
    callbacks: callbacks.urls(),
    callbackSchedule: callbacks.schedule,
    tokenLife: tokens.life,
  } satisfies Stored)
}

/** Takes up what an earlier process was set up to. */
export function restoreSmsSettings(documents: Documents, { catalogue, callbacks, tokens }: SmsSettled): void {
  for (const [, value] of documents.all(collection)) {
    const stored = value as Stored
    for (const sign of stored.signs) catalogue.putSign(sign)
    for (const template of stored.templates) catalogue.putTemplate(template)
    for (const [messageType, url] of Object.entries(stored.callbacks)) callbacks.restore(messageType, url)
    callbacks.schedule = stored.callbackSchedule
    tokens.life = stored.tokenLife
  }
}
