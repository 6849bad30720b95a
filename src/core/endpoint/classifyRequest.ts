import { type HttpRequest, headerValue } from '../../protocol/httpRequest.ts'
import type { Notification, NotificationFormat } from '../../protocol/notification/notification.ts'
import { readNotification } from '../../protocol/notification/readNotification.ts'
import { decodeReceiptBody } from '../../protocol/receipts/decodeReceiptBody.ts'
import { recogniseScheme } from '../../protocol/recogniseScheme.ts'

/** What a request is by its own form; its path says nothing. */
export type RequestClass =
  | {
      readonly kind: 'topic'
      readonly format: NotificationFormat | null
      /** Null where the body is not what its content type announces. */
      readonly notification: Notification | null
    }
  /** A batch of SMS receipts; nobody signs those. */
  | { readonly kind: 'sms' }
  /** The SMS platform asks whether somebody is there. */
  | { readonly kind: 'probe' }
  | { readonly kind: 'other'; readonly reason: string }

const extensionName = /^x-mns-/i

export function classifyRequest(request: HttpRequest): RequestClass {
  const { method, headers, body } = request
  const scheme = recogniseScheme(request)
  if (scheme.kind === 'foreign') {
    return { kind: 'other', reason: `This is no push of MNS: it is signed as ${scheme.name}` }
  }
  if (scheme.kind === 'known' && scheme.scheme !== 'mns-push-rsa-sha1') {
    return { kind: 'other', reason: `This is no push but a signed request to a service (${scheme.scheme})` }
  }
  const extensions = headers.some(([name]) => extensionName.test(name))
  if ((method === 'GET' || method === 'HEAD') && body.length === 0 && !extensions) return { kind: 'probe' }
  if (extensions || scheme.kind === 'known') return readTopic(request)
  const type = (headerValue(headers, 'content-type') ?? '').toLowerCase()
  if (type.includes('xml') || looksLikeNotification(body)) return readTopic(request)
  if (body[0] === 0x5b || type.includes('json')) {
    const decoded = decodeReceiptBody(body)
    if ('receipts' in decoded && decoded.receipts.some(({ kind }) => kind !== 'unknown'))
      return { kind: 'sms' }
  }
  if (body.length === 0) return { kind: 'other', reason: `${method} without a body is no push` }
  return {
    kind: 'other',
    reason: 'Neither a signed notification of MNS nor an array of SMS receipts',
  }
}

function readTopic(request: HttpRequest): RequestClass {
  const read = readNotification(request.headers, request.body)
  return read.ok ? { kind: 'topic', ...read.value } : { kind: 'topic', format: null, notification: null }
}

function looksLikeNotification(body: Uint8Array): boolean {
  const start = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, 2000)).toString('latin1')
  return start.includes('<Notification') || (start.includes('"TopicName"') && start.includes('"Message"'))
}
