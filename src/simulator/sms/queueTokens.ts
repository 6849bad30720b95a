import { randomBytes } from 'node:crypto'
import { messageTypeNamed } from '../../protocol/receipts/messageTypes.ts'
import type { QueueToken } from '../../protocol/smsApi/queueTokenReply.ts'
import type { KeyRing } from '../auth/keyRing.ts'
import { smsQueueName } from './receiptDelivery.ts'
import type { SmsCall } from './smsCall.ts'
import { missing, refuseBusiness, type SmsRefusal } from './smsRefusal.ts'

export const defaultTokenLife = 3_600_000

/** `QueryTokenForMnsQueue`: keys that open one receipt queue for a while. */
export class QueueTokens {
  readonly #accountId: string
  readonly #keys: KeyRing
  readonly #wallNow: () => number
  /** Milliseconds of wall time for which the next tokens are good. */
  life = defaultTokenLife

  constructor(accountId: string, keys: KeyRing, wallNow: () => number) {
    this.#accountId = accountId
    this.#keys = keys
    this.#wallNow = wallNow
  }

  /**
   * The token is bound to the queue of its message type, whatever queue the request names: that a wrong name was
   * asked for shows only when the queue is used, as it does on the real service.
   */
  issue(call: SmsCall): { outcome: 'issued'; token: QueueToken } | SmsRefusal {
    const messageType = call.parameter('MessageType')
    if (messageType === '') return missing('MessageType')
    if (messageTypeNamed(messageType) === undefined)
      return refuseBusiness('isv.INVALID_PARAMETERS', `${messageType} is no message type`)
    const createTime = this.#wallNow()
    const key = {
      accessKeyId: `STS.${randomText(18)}`,
      accessKeySecret: randomText(33),
      securityToken: randomBytes(240).toString('base64'),
    }
    const expireTime = createTime + this.life
    this.#keys.issue({ ...key, expiresAt: expireTime, queue: smsQueueName(this.#accountId, messageType) })
    return { outcome: 'issued', token: { ...key, createTime, expireTime } }
  }
}

function randomText(bytes: number): string {
  return randomBytes(bytes).toString('base64').replace(/[+/=]/g, '')
}
