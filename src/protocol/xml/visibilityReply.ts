import { Fields, readRoot } from './fields.ts'
import { replyLimits, type XmlLimits } from './readXml.ts'
import { type Dialect, field, writeDocument } from './writeXml.ts'
import type { Read } from './xmlProblem.ts'

/** Answer to a change of visibility: the old handle is spent. Time in milliseconds since 1970. */
export type VisibilityReply = { readonly receiptHandle: string; readonly nextVisibleTime: number | null }

/** The older protocol calls the same thing a Message. */
export function writeVisibilityReply(reply: VisibilityReply, dialect: Dialect = 'mns'): string {
  const content =
    field('ReceiptHandle', reply.receiptHandle) + field('NextVisibleTime', reply.nextVisibleTime)
  return writeDocument(dialect === 'mns' ? 'ChangeVisibility' : 'Message', content, dialect)
}

export function readVisibilityReply(
  input: Uint8Array | string,
  limits: XmlLimits = replyLimits,
): Read<VisibilityReply> {
  const root = readRoot(input, ['ChangeVisibility', 'Message'], limits)
  if (!root.ok) return root
  const fields = new Fields(root.value)
  return fields.result({
    receiptHandle: fields.requiredText('ReceiptHandle'),
    nextVisibleTime: fields.lenientInteger('NextVisibleTime'),
  })
}
