import { parseReceiptTime, writeDomesticTime } from '../receipts/receiptTime.ts'
import { found, type Read } from '../xml/xmlProblem.ts'
import { type ApiNode, nodeIn, type ReplyFormat, readApiReply, textIn, writeApiReply } from './apiReply.ts'
import { type ApiStatus, statusFields, statusIn } from './apiStatus.ts'

/** Temporary credentials for one receipt queue. Times in milliseconds since 1970; on the wire they are China's. */
export type QueueToken = {
  readonly accessKeyId: string
  readonly accessKeySecret: string
  readonly securityToken: string
  readonly createTime: number | null
  readonly expireTime: number | null
}

export type QueueTokenReply = ApiStatus & { readonly token: QueueToken | null }

export function writeQueueTokenReply(reply: QueueTokenReply, format: ReplyFormat): string {
  const { token } = reply
  const MessageTokenDTO = token && {
    AccessKeyId: token.accessKeyId,
    AccessKeySecret: token.accessKeySecret,
    SecurityToken: token.securityToken,
    CreateTime: token.createTime === null ? null : writeDomesticTime(token.createTime),
    ExpireTime: token.expireTime === null ? null : writeDomesticTime(token.expireTime),
  }
  return writeApiReply('QueryTokenForMnsQueueResponse', { ...statusFields(reply), MessageTokenDTO }, format)
}

export function readQueueTokenReply(input: Uint8Array | string): Read<QueueTokenReply> {
  const node = readApiReply(input)
  if (!node.ok) return node
  return found({ ...statusIn(node.value), token: tokenIn(nodeIn(node.value, 'MessageTokenDTO')) })
}

function tokenIn(node: ApiNode | null): QueueToken | null {
  const accessKeyId = textIn(node, 'AccessKeyId')
  const accessKeySecret = textIn(node, 'AccessKeySecret')
  const securityToken = textIn(node, 'SecurityToken')
  if (accessKeyId === null || accessKeySecret === null || securityToken === null) return null
  const createTime = parseReceiptTime(textIn(node, 'CreateTime') ?? '')
  const expireTime = parseReceiptTime(textIn(node, 'ExpireTime') ?? '')
  return { accessKeyId, accessKeySecret, securityToken, createTime, expireTime }
}
