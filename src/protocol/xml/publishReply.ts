import { Fields, readRoot } from './fields.ts'
import { replyLimits, type XmlLimits } from './readXml.ts'
import { field, writeDocument } from './writeXml.ts'
import type { Read } from './xmlProblem.ts'

export type PublishReply = { readonly messageId: string; readonly bodyMd5: string }

export function writePublishReply(reply: PublishReply): string {
  return writeDocument(
    'Message',
    field('MessageId', reply.messageId) + field('MessageBodyMD5', reply.bodyMd5),
  )
}

export function readPublishReply(
  input: Uint8Array | string,
  limits: XmlLimits = replyLimits,
): Read<PublishReply> {
  const root = readRoot(input, ['Message'], limits)
  if (!root.ok) return root
  const fields = new Fields(root.value)
  return fields.result({
    messageId: fields.requiredText('MessageId'),
    bodyMd5: fields.text('MessageBodyMD5') ?? '',
  })
}
