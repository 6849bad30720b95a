import { found, type Read } from '../xml/xmlProblem.ts'
import { type ReplyFormat, readApiReply, textIn, writeApiReply } from './apiReply.ts'
import { type ApiStatus, statusFields, statusIn } from './apiStatus.ts'

/** One id for a whole batch; none where nothing was sent. */
export type SendSmsReply = ApiStatus & { readonly bizId: string | null }

export function writeSendSmsReply(
  action: 'SendSms' | 'SendBatchSms',
  reply: SendSmsReply,
  format: ReplyFormat,
): string {
  return writeApiReply(`${action}Response`, { ...statusFields(reply), BizId: reply.bizId }, format)
}

export function readSendSmsReply(input: Uint8Array | string): Read<SendSmsReply> {
  const node = readApiReply(input)
  return node.ok ? found({ ...statusIn(node.value), bizId: textIn(node.value, 'BizId') }) : node
}
