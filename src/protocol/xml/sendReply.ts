import { Fields, readEach, readRoot } from './fields.ts'
import { replyLimits, type XmlLimits } from './readXml.ts'
import { type Dialect, field, writeDocument } from './writeXml.ts'
import type { XmlElement } from './xmlElement.ts'
import { found, type Read } from './xmlProblem.ts'

/** The handle comes with a delayed message only. */
export type SentMessage = {
  readonly ok: true
  readonly messageId: string
  readonly bodyMd5: string
  readonly receiptHandle: string | null
}

/** An item of a batch that was not taken; the reply then has status 500. */
type RefusedMessage = { readonly ok: false; readonly errorCode: string; readonly errorMessage: string }

export type SendOutcome = SentMessage | RefusedMessage

export function writeSendReply(message: SentMessage, dialect: Dialect = 'mns'): string {
  return writeDocument('Message', outcomeFields(message), dialect)
}

export function writeBatchSendReply(outcomes: readonly SendOutcome[]): string {
  let content = ''
  for (const outcome of outcomes) content += `<Message>${outcomeFields(outcome)}</Message>`
  return writeDocument('Messages', content)
}

/** Outcomes in the order of the request; one for a single message. */
export function readSendReply(
  input: Uint8Array | string,
  limits: XmlLimits = replyLimits,
): Read<SendOutcome[]> {
  const root = readRoot(input, ['Message', 'Messages'], limits)
  if (!root.ok) return root
  if (root.value.name === 'Messages') return readEach(root.value, 'Message', readOutcome)
  const outcome = readOutcome(root.value)
  return outcome.ok ? found([outcome.value]) : outcome
}

function outcomeFields(outcome: SendOutcome): string {
  if (!outcome.ok) return field('ErrorCode', outcome.errorCode) + field('ErrorMessage', outcome.errorMessage)
  return (
    field('MessageId', outcome.messageId) +
    field('MessageBodyMD5', outcome.bodyMd5) +
    field('ReceiptHandle', outcome.receiptHandle)
  )
}

function readOutcome(element: XmlElement): Read<SendOutcome> {
  const fields = new Fields(element)
  const errorCode = fields.text('ErrorCode')
  if (errorCode !== null)
    return found({ ok: false, errorCode, errorMessage: fields.text('ErrorMessage') ?? '' })
  return fields.result({
    ok: true,
    messageId: fields.requiredText('MessageId'),
    bodyMd5: fields.text('MessageBodyMD5') ?? '',
    receiptHandle: fields.text('ReceiptHandle'),
  })
}
