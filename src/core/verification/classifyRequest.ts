import type { Words } from '../../contract/words.ts'
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
  | { readonly kind: 'other'; readonly reason: Words }

const extensionName = /^x-mns-/i

export function classifyRequest(request: HttpRequest): RequestClass {
  const { method, headers, body } = request
  const scheme = recogniseScheme(request)
  if (scheme.kind === 'foreign') {
    const reason = {
      en: `This is no push of MNS: it is signed as ${scheme.name}`,
      zh: `这不是 MNS 推送：签名方式为 ${scheme.name}`,
    }
    return { kind: 'other', reason }
  }
  if (scheme.kind === 'known' && scheme.scheme !== 'mns-push-rsa-sha1') {
    const reason = {
      en: `This is no push but a signed request to a service (${scheme.scheme})`,
      zh: `这不是推送，而是发给服务的已签名请求（${scheme.scheme}）`,
    }
    return { kind: 'other', reason }
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
  if (body.length === 0) {
    const reason = { en: `${method} without a body is no push`, zh: `没有正文的 ${method} 不是推送` }
    return { kind: 'other', reason }
  }
  return {
    kind: 'other',
    reason: {
      en: 'Neither a signed notification of MNS nor an array of SMS receipts',
      zh: '既不是已签名的 MNS 通知，也不是短信回执数组',
    },
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
