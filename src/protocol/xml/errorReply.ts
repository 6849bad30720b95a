import { Fields, readRoot } from './fields.ts'
import { replyLimits, type XmlLimits } from './readXml.ts'
import { type Dialect, field, writeErrorDocument } from './writeXml.ts'
import type { Read } from './xmlProblem.ts'

export type ErrorReply = {
  readonly code: string
  readonly message: string
  readonly requestId: string
  /** A full URL on the real wire, a bare host name in the documents. */
  readonly hostId: string
}

export function writeErrorReply(error: ErrorReply, dialect: Dialect = 'mns'): string {
  const content =
    field('Code', error.code) +
    field('Message', error.message) +
    field('RequestId', error.requestId) +
    field('HostId', error.hostId)
  return writeErrorDocument(content, dialect)
}

export function readErrorReply(
  input: Uint8Array | string,
  limits: XmlLimits = replyLimits,
): Read<ErrorReply> {
  const root = readRoot(input, ['Error'], limits)
  if (!root.ok) return root
  const fields = new Fields(root.value)
  return fields.result({
    code: fields.requiredText('Code'),
    message: fields.text('Message') ?? '',
    requestId: fields.text('RequestId') ?? '',
    hostId: fields.text('HostId') ?? '',
  })
}
