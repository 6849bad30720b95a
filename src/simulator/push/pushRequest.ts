import type { KeyObject } from 'node:crypto'
import { formatHttpDate } from '../../protocol/canonical/httpDate.ts'
import { type HttpRequest, headerValue } from '../../protocol/httpRequest.ts'
import { simplifiedHeaders } from '../../protocol/notification/simplifiedNotification.ts'
import { writeContentMd5 } from '../../protocol/push/contentMd5.ts'
import { signPushAside } from '../../protocol/push/signPush.ts'
import type { Delivery } from './delivery.ts'
import { notificationBody, notificationOf } from './notificationOf.ts'
import type { SignatureFault } from './pushFaults.ts'
import type { PushOptions } from './pushOptions.ts'

export type PushSigner = { readonly privateKey: KeyObject; readonly certificateUrl: string }

export type PushContext = {
  readonly target: string
  readonly requestId: string
  /** Milliseconds since 1970. */
  readonly date: number
  readonly options: PushOptions
  readonly signer: PushSigner
}

type Header = readonly [name: string, value: string]

const hour = 3_600_000

/** The push as MNS would send it: in the subscriber's format, with every `x-mns-` header signed. */
export async function writePushRequest(delivery: Delivery, context: PushContext): Promise<HttpRequest> {
  const { options, signer, requestId, target } = context
  const format = delivery.subscription.notifyContentFormat
  const notification = notificationOf(delivery, signer.certificateUrl)
  const body = Buffer.from(notificationBody(delivery, notification))
  const headers: Header[] = [
    ['Accept', '*/*'],
    ['Content-Type', options.contentType[format]],
    ['Content-MD5', writeContentMd5(body, options.contentMd5)],
    ['Date', formatHttpDate(context.date)],
    ['User-Agent', 'Aliyun Notification Service Agent'],
    ['x-mns-request-id', requestId],
    ['x-mns-signing-cert-url', Buffer.from(signer.certificateUrl).toString('base64')],
    ['x-mns-version', '2015-06-06'],
    ...(format === 'SIMPLIFIED' ? simplifiedHeaders(notification).map(inWireBytes) : []),
  ]
  return sign({ method: 'POST', target, headers, body }, signer.privateKey)
}

/** The same push with one thing wrong. `stranger` is another key with a certificate of its own elsewhere. */
export async function writeFaultyPushRequest(
  delivery: Delivery,
  context: PushContext,
  fault: SignatureFault,
  stranger: PushSigner,
): Promise<HttpRequest> {
  const { privateKey } = context.signer
  const sound = await writePushRequest(delivery, context)
  switch (fault) {
    case 'missing':
      return { ...sound, headers: without(sound, 'Authorization') }
    case 'damaged':
      return withHeader(sound, 'Authorization', damage(headerValue(sound.headers, 'Authorization') ?? ''))
    case 'wrong-key':
      return sign(sound, stranger.privateKey)
    case 'wrong-target':
      return throughProxy(sound, privateKey)
    case 'wrong-digest': {
      const digest = writeContentMd5(Buffer.from('another body'), context.options.contentMd5)
      return sign(withHeader(sound, 'Content-MD5', digest), privateKey)
    }
    case 'tampered-body':
      return { ...sound, body: Buffer.concat([sound.body, Buffer.from(' ')]) }
    case 'foreign-certificate':
      return writePushRequest(delivery, { ...context, signer: stranger })
    case 'stale-date':
      return writePushRequest(delivery, { ...context, date: context.date - hour })
    default:
      return fault satisfies never
  }
}

/** As a proxy in front of the receiver would hand it on: without the query, or without the prefix it was called by. */
async function throughProxy(sound: HttpRequest, privateKey: KeyObject): Promise<HttpRequest> {
  const [path = '', query] = sound.target.split(/\?(.*)/s)
  if (query !== undefined) return { ...sound, target: path }
  const signed = await sign({ ...sound, target: `/gateway${sound.target}` }, privateKey)
  return { ...signed, target: sound.target }
}

async function sign(request: HttpRequest, privateKey: KeyObject): Promise<HttpRequest> {
  const unsigned = { ...request, headers: without(request, 'Authorization') }
  return withHeader(unsigned, 'Authorization', await signPushAside(unsigned, privateKey))
}

function without(request: HttpRequest, name: string): Header[] {
  return request.headers.filter(([key]) => key !== name)
}

function withHeader(request: HttpRequest, name: string, value: string): HttpRequest {
  return { ...request, headers: [...without(request, name), [name, value]] }
}

function damage(signature: string): string {
  const bytes = Buffer.from(signature, 'base64')
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
  return bytes.toString('base64')
}

/** A header value holds one character per byte. */
function inWireBytes([name, value]: Header): Header {
  return [name, Buffer.from(value, 'utf8').toString('latin1')]
}
