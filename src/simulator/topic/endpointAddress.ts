/** Where a subscription's notifications go, as read from the text the subscriber gave. */
export type EndpointAddress =
  | { readonly kind: 'http'; readonly origin: string; readonly target: string }
  | { readonly kind: 'queue'; readonly region: string; readonly account: string; readonly queue: string }
  | { readonly kind: 'mail'; readonly address: string }
  | { readonly kind: 'sms'; readonly phone: string | null }

const defaultTarget = '/notifications'
const reservedPrefix = '/mns-reserved-'
const httpEndpoint = /^(https?:\/\/[^/?#\s@]+)([^#\s]*)$/i
const queueEndpoint = /^acs:mns:([a-z0-9-]+):([\w-]+):queues\/([A-Za-z0-9-]{1,256})$/
const mailEndpoint = /^mail:directmail:([^\s@:]+@[^\s@:]+)$/
const smsEndpoint = /^sms:directsms:(anonymous|\+?\d{5,20})$/

/** Null where the text is none of the four kinds. An HTTP target keeps the subscriber's spelling: it is signed. */
export function parseEndpointAddress(text: string): EndpointAddress | null {
  const queue = queueEndpoint.exec(text)
  if (queue) return { kind: 'queue', region: queue[1] ?? '', account: queue[2] ?? '', queue: queue[3] ?? '' }
  const mail = mailEndpoint.exec(text)
  if (mail) return { kind: 'mail', address: mail[1] ?? '' }
  const sms = smsEndpoint.exec(text)
  if (sms) return { kind: 'sms', phone: sms[1] === 'anonymous' ? null : (sms[1] ?? null) }
  const http = httpEndpoint.exec(text)
  return http ? parseHttpEndpoint(http[1] ?? '', http[2] ?? '') : null
}

function parseHttpEndpoint(origin: string, rest: string): EndpointAddress | null {
  if (!URL.canParse(origin) || rest.startsWith(reservedPrefix)) return null
  return { kind: 'http', origin: new URL(origin).origin, target: toTarget(rest) }
}

function toTarget(rest: string): string {
  const written = rest.replace(/[^\x21-\x7e]/gu, encodeURIComponent)
  if (written === '' || written === '/') return defaultTarget
  return written.startsWith('?') ? defaultTarget + written : written
}
