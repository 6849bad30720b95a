import { type ApiNode, textIn } from './apiReply.ts'

/** What every reply says. `OK` is the only good code; business codes come with HTTP status 200 too. */
export type ApiStatus = { readonly requestId: string; readonly code: string; readonly message: string }

export function statusFields(status: ApiStatus) {
  return { RequestId: status.requestId, Message: status.message, Code: status.code }
}

export function statusIn(node: ApiNode): ApiStatus {
  return {
    requestId: textIn(node, 'RequestId') ?? '',
    code: textIn(node, 'Code') ?? '',
    message: textIn(node, 'Message') ?? '',
  }
}
