import type { Part, Surroundings } from '../part.ts'
import type { CallbackPusher } from './callbackPusher.ts'
import { defaultTokenLife, QueueTokens } from './queueTokens.ts'
import { smsQueueName } from './receiptDelivery.ts'
import type { SendLog } from './sendLog.ts'
import { SmsAuthentication } from './smsAuthentication.ts'
import type { SmsCatalogue } from './smsCatalogue.ts'
import { controlSms, describeSms } from './smsControl.ts'
import { createSmsFace } from './smsFace.ts'
import type { SmsGateway } from './smsGateway.ts'
import { keepSmsSettings, restoreSmsSettings } from './smsSettings.ts'

export type SmsPartParts = {
  readonly gateway: SmsGateway
  readonly log: SendLog
  readonly catalogue: SmsCatalogue
  readonly callbacks: CallbackPusher
}

/** The SMS service as the server sees it: its API, and what the control API can do to it. */
export function createSmsPart(around: Surroundings, parts: SmsPartParts): Part {
  const { account, clock, wall, documents, keys } = around
  const { gateway, log, callbacks } = parts
  const ensureQueues = () => {
    for (const messageType of ['SmsReport', 'SmsUp'])
      around.ensureQueue(smsQueueName(account.id, messageType))
  }
  ensureQueues()
  const tokens = new QueueTokens(account.id, keys, wall.now)
  const authentication = new SmsAuthentication(keys, wall.now)
  const committed = () => documents.committed()
  const controlled = { ...parts, tokens, now: clock.now }
  restoreSmsSettings(documents, controlled)
  return {
    name: 'sms',
    faces: [createSmsFace({ authentication, gateway, log, tokens, now: clock.now, committed })],
    controls: {
      async sms(input) {
        const answer = await controlSms(controlled, input)
        keepSmsSettings(documents, controlled)
        return answer
      },
    },
    state: () => describeSms(controlled),
    start: () => gateway.resume(),
    reset() {
      gateway.close()
      log.clear()
      parts.catalogue.clear()
      callbacks.unregisterAll()
      tokens.life = defaultTokenLife
      keepSmsSettings(documents, controlled)
      ensureQueues()
    },
    close() {
      gateway.close()
      callbacks.close()
    },
  }
}
