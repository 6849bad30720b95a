import type { Edit } from '../../../src/protocol/diagnosis/edit.ts'
import { type HttpRequest, headerValue } from '../../../src/protocol/httpRequest.ts'

/** Something that happens to a genuine push on its way, and how a diagnosis should name it. */
export type Alteration = {
  readonly name: string
  /** What it touches; two alterations of one part can't be told apart, and are not combined. */
  readonly part: string
  readonly alter: (request: HttpRequest) => HttpRequest
}

export const otherAttempt: HttpRequest = {
  method: 'POST',
  target: '/notifications/sms%20up?tenant=a%2Fb&x=%E4%BD%A0',
  headers: [
    ['Date', 'Wed, 29 Mar 2023 07:59:41 GMT'],
    ['Content-Type', 'text/xml;charset=utf-8'],
    ['Content-MD5', 'NjQxYmY5OTljZmI0OGY0NzM0NTk4MTk2YjE5YzBjODc='],
    ['x-mns-request-id', '5F290C926D47287815FFE112'],
    ['x-mns-version', '2015-06-06'],
    ['x-mns-topic-name', 'sms-news'],
    ['x-mns-message-id', '5F290C926D472878-2-14D9529A8FA-200000001'],
  ],
  body: new Uint8Array(),
}

function changeHeader(name: string, change: (value: string) => string): Alteration['alter'] {
  return request => ({
    ...request,
    headers: request.headers.map(([key, value]) => [key, key.toLowerCase() === name ? change(value) : value]),
  })
}

function dropHeader(name: string): Alteration['alter'] {
  return request => ({ ...request, headers: request.headers.filter(([key]) => key.toLowerCase() !== name) })
}

function addHeader(name: string, value: string): Alteration['alter'] {
  return request => ({ ...request, headers: [...request.headers, [name, value]] })
}

function changeTarget(change: (target: string) => string): Alteration['alter'] {
  return request => ({ ...request, target: change(request.target) })
}

function shiftDate(seconds: number): Alteration['alter'] {
  return changeHeader('date', value => new Date(Date.parse(value) + seconds * 1000).toUTCString())
}

function header(part: string, name: string, change: (value: string) => string): Alteration {
  return { name, part, alter: changeHeader(part, change) }
}

const wrap = (text: string) => Buffer.from(text, 'latin1').toString('base64')
const unwrap = (text: string) => Buffer.from(text, 'base64').toString('latin1')

export const alterations: readonly Alteration[] = [
  header('content-type', 'charset in capitals', value => value.replace('utf-8', 'UTF-8')),
  header('content-type', 'space before charset', value => value.replace(';', '; ')),
  header('content-type', 'charset dropped', value => value.replace(/;.*/, '')),
  header('content-type', 'charset quoted', value => value.replace('utf-8', '"utf-8"')),
  header('content-type', 'type in capitals', value => value.replace('text/xml', 'Text/XML')),
  header('content-type', 'space and capitals', value => value.replace(';charset=utf-8', '; charset=UTF-8')),
  header('content-type', 'replaced', () => 'application/x-www-form-urlencoded'),
  { name: 'type dropped', part: 'content-type', alter: dropHeader('content-type') },
  header('content-md5', 'bare hex', value => unwrap(value).toUpperCase()),
  header('content-md5', 'raw digest', value => Buffer.from(unwrap(value), 'hex').toString('base64')),
  header('content-md5', 'base64 twice', value => wrap(unwrap(value).toUpperCase())),
  { name: 'digest dropped', part: 'content-md5', alter: dropHeader('content-md5') },
  header(
    'content-md5',
    'digest of another attempt',
    () => headerValue(otherAttempt.headers, 'content-md5') ?? '',
  ),
  { name: 'date 1 s later', part: 'date', alter: shiftDate(1) },
  { name: 'date 97 s later', part: 'date', alter: shiftDate(97) },
  { name: 'date 3 s earlier', part: 'date', alter: shiftDate(-3) },
  header('date', 'another time zone name', value => value.replace('GMT', '+0000')),
  header('date', 'date of another attempt', () => headerValue(otherAttempt.headers, 'date') ?? ''),
  { name: 'date dropped', part: 'date', alter: dropHeader('date') },
  { name: 'agent header', part: 'x-mns-trace-id', alter: addHeader('X-MNS-Trace-Id', '4bf92f3577b34da6') },
  { name: 'second agent header', part: 'x-mns-span', alter: addHeader('x-mns-span', '00f067aa0ba902b7') },
  { name: 'own header added', part: 'x-mns-subscriber', alter: addHeader('x-mns-subscriber', '1234') },
  { name: 'version dropped', part: 'x-mns-version', alter: dropHeader('x-mns-version') },
  header('x-mns-version', 'version changed', () => '2014-07-08'),
  { name: 'version repeated', part: 'x-mns-version', alter: addHeader('x-mns-version', '2015-06-06') },
  {
    name: 'certificate dropped',
    part: 'x-mns-signing-cert-url',
    alter: dropHeader('x-mns-signing-cert-url'),
  },
  header('x-mns-signing-cert-url', 'padding dropped', value => value.replace(/=+$/, '')),
  header('x-mns-signing-cert-url', 'certificate replaced', () => wrap('https://evil.example/x.pem')),
  { name: 'message id dropped', part: 'x-mns-message-id', alter: dropHeader('x-mns-message-id') },
  header('x-mns-message-id', 'message id in small letters', value => value.toLowerCase()),
  { name: 'topic dropped', part: 'x-mns-topic-name', alter: dropHeader('x-mns-topic-name') },
  header('x-mns-topic-name', 'topic in capitals', value => value.toUpperCase()),
  header('x-mns-message-tag', 'tag escaped', value =>
    encodeURIComponent(Buffer.from(value, 'latin1').toString()),
  ),
  header('x-mns-message-tag', 'tag encoded twice', value => Buffer.from(value, 'utf8').toString('latin1')),
  header('x-mns-request-id', 'request id in small letters', value => value.toLowerCase()),
  { name: 'query dropped', part: 'target', alter: changeTarget(target => target.replace(/\?.*/, '')) },
  { name: 'query added', part: 'target', alter: changeTarget(target => `${target}&trace=1`) },
  {
    name: 'query sorted',
    part: 'target',
    alter: changeTarget(target => target.replace(/\?(.*)&(.*)/, '?$2&$1')),
  },
  { name: 'prefix added', part: 'target', alter: changeTarget(target => `/gateway${target}`) },
  {
    name: 'prefix dropped',
    part: 'target',
    alter: changeTarget(target => target.replace('/notifications', '')),
  },
  { name: 'decoded', part: 'target', alter: changeTarget(decode) },
  { name: 'encoded twice', part: 'target', alter: changeTarget(target => target.replaceAll('%', '%25')) },
  { name: 'slash added', part: 'target', alter: changeTarget(target => target.replace('?', '/?')) },
  { name: 'escapes in small letters', part: 'target', alter: changeTarget(lowerEscapes) },
  { name: 'another path', part: 'target', alter: changeTarget(() => '/index.php') },
  { name: 'GET', part: 'method', alter: request => ({ ...request, method: 'GET' }) },
  { name: 'PUT', part: 'method', alter: request => ({ ...request, method: 'PUT' }) },
]

function decode(target: string): string {
  return Buffer.from(decodeURIComponent(target), 'utf8').toString('latin1')
}

function lowerEscapes(target: string): string {
  return target.replaceAll(/%../g, escaped => escaped.toLowerCase())
}

/** What was done, told from the two requests alone. */
export function editsBetween(signed: HttpRequest, received: HttpRequest): Edit[] {
  const edits: Edit[] = []
  if (signed.method !== received.method) {
    edits.push({ kind: 'method-changed', name: null, signed: signed.method, received: received.method })
  }
  if (signed.target !== received.target) {
    edits.push({ kind: 'target-changed', name: null, signed: signed.target, received: received.target })
  }
  const valuesOf = ({ headers }: HttpRequest, name: string) =>
    headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value)
  const names = new Set([...signed.headers, ...received.headers].map(([name]) => name.toLowerCase()))
  for (const name of names) {
    const [before, after] = [valuesOf(signed, name), valuesOf(received, name)]
    for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
      const [one, other] = [before[index] ?? null, after[index] ?? null]
      if (one === other) continue
      const kind = one === null ? 'header-added' : other === null ? 'header-removed' : 'header-changed'
      edits.push({ kind, name, signed: one, received: other })
    }
  }
  return edits
}
