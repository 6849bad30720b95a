import { Fields, readRoot } from './fields.ts'
import { replyLimits, type XmlLimits } from './readXml.ts'
import { field, writeDocument } from './writeXml.ts'
import type { Read } from './xmlProblem.ts'

/** Answer to the call that opens the service for an account: the order that opened it. */
export type OpenServiceReply = { readonly orderId: string }

export function writeOpenServiceReply({ orderId }: OpenServiceReply): string {
  return writeDocument('OpenService', field('OrderId', orderId))
}

export function readOpenServiceReply(
  input: Uint8Array | string,
  limits: XmlLimits = replyLimits,
): Read<OpenServiceReply> {
  const root = readRoot(input, ['OpenService'], limits)
  if (!root.ok) return root
  const fields = new Fields(root.value)
  return fields.result({ orderId: fields.requiredText('OrderId') })
}
