import { randomBytes } from 'node:crypto'
import type { ReplayEdit } from '../../contract/replay.ts'
import { formatHttpDate } from '../../protocol/canonical/httpDate.ts'
import { type HttpRequest, headerValue } from '../../protocol/httpRequest.ts'
import { encodeCertificateUrl } from '../../protocol/push/certificateUrl.ts'
import { recogniseContentMd5, writeContentMd5 } from '../../protocol/push/contentMd5.ts'
import { signPush } from '../../protocol/push/signPush.ts'
import { unwrapBody } from '../../protocol/receipts/unwrapBody.ts'
import type { PushSigner } from '../../simulator/push/pushRequest.ts'

type Header = readonly [name: string, value: string]

/** A message as it is kept; one from a queue was no request. */
export type KeptMessage = {
  raw: Uint8Array
  headers: readonly Header[] | null
  requestLine: string | null
}

/** The request that a push was, or the batch that the SMS service would have pushed a queue's receipt in. */
export function requestOfMessage({ raw, headers, requestLine }: KeptMessage): HttpRequest {
  if (requestLine !== null) {
    const [method = 'POST', target = '/'] = requestLine.split(' ')
    return { method, target, headers: headers ?? [], body: raw }
  }
  const text = unwrapBody(raw).layers.at(-1)?.text ?? ''
  const body = text.trimStart().startsWith('[') ? text : `[${text}]`
  return {
    method: 'POST',
    target: '/',
    headers: [['Content-Type', 'application/json;charset=utf-8']],
    body: Buffer.from(body),
  }
}

export function editRequest(request: HttpRequest, edit: ReplayEdit | null): HttpRequest {
  if (edit === null) return request
  return {
    method: edit.method ?? request.method,
    target: edit.target ?? request.target,
    headers: edit.headers ?? request.headers,
    body: edit.body === null ? request.body : Buffer.from(edit.body, 'base64'),
  }
}

/** Signs as MNS does: over the target that is called, a new date and a new request id. */
export function resignRequest(
  request: HttpRequest,
  { privateKey, certificateUrl }: PushSigner,
  at: number,
  requestId = randomBytes(12).toString('hex').toUpperCase(),
): HttpRequest {
  const encoding = recogniseContentMd5(headerValue(request.headers, 'content-md5') ?? '') ?? 'hex'
  const renewed: Header[] = [
    ['Content-MD5', writeContentMd5(request.body, encoding)],
    ['Date', formatHttpDate(at)],
    ['x-mns-request-id', requestId],
    ['x-mns-signing-cert-url', encodeCertificateUrl(certificateUrl)],
    ['x-mns-version', headerValue(request.headers, 'x-mns-version') ?? '2015-06-06'],
  ]
  const names = new Set(['authorization', ...renewed.map(([name]) => name.toLowerCase())])
  const kept = request.headers.filter(([name]) => !names.has(name.toLowerCase()))
  const unsigned = { ...request, headers: [...kept, ...renewed] }
  return { ...unsigned, headers: [...unsigned.headers, ['Authorization', signPush(unsigned, privateKey)]] }
}
