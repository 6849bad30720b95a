import { found, type Read } from '../xml/xmlProblem.ts'
import { type ReplyFormat, readApiReply, textIn, writeApiReply } from './apiReply.ts'
import { type ApiStatus, statusIn } from './apiStatus.ts'

/** A request refused before any operation ran: signature, time, action. Comes with HTTP status 400 and up. */
export type ApiErrorReply = ApiStatus & {
  readonly hostId: string | null
  /** Where to read about it. */
  readonly recommend: string | null
}

export function writeApiErrorReply(error: ApiErrorReply, format: ReplyFormat): string {
  const { requestId, hostId, code, message, recommend } = error
  const tree = { RequestId: requestId, HostId: hostId, Code: code, Message: message, Recommend: recommend }
  return writeApiReply('Error', tree, format)
}

export function readApiErrorReply(input: Uint8Array | string): Read<ApiErrorReply> {
  const node = readApiReply(input)
  if (!node.ok) return node
  const { value } = node
  return found({ ...statusIn(value), hostId: textIn(value, 'HostId'), recommend: textIn(value, 'Recommend') })
}
