import { createHmac } from 'node:crypto'
import { formatHttpDate, httpDateExample, parseHttpDate } from '../canonical/httpDate.ts'
import { formatCompactTime, parseIsoTime } from '../canonical/isoTime.ts'
import {
  canonicalPercent,
  compareText,
  decodeCanonical,
  percentEncode,
  splitQuery,
} from '../canonical/percentEncoding.ts'
import { readSignedHeaders, type SignedHeaders } from '../canonical/signedHeaders.ts'
import { joinLines, type SignedLine } from '../canonical/signedLine.ts'
import { splitTarget } from '../canonical/splitTarget.ts'
import { wireEncoding } from '../canonical/wireEncoding.ts'
import type { HeaderList, HttpRequest } from '../httpRequest.ts'
import type { Credentials } from './credentials.ts'
import { judgeClaim, type RequestVerdict, type VerifyOptions } from './requestVerdict.ts'

const scheme = 'mns-v4-hmac-sha256'

/** The public cloud and the private one (Apsara) differ in the words they use and in nothing else. */
export type MnsV4Variant = {
  readonly word: 'MNS4-HMAC-SHA256' | 'APSARA-MNS4-HMAC-SHA256'
  readonly keyPrefix: string
  readonly scopeEnd: string
}

export const publicV4: MnsV4Variant = {
  word: 'MNS4-HMAC-SHA256',
  keyPrefix: 'aliyun_v4',
  scopeEnd: 'aliyun_v4_request',
}

export const apsaraV4: MnsV4Variant = {
  word: 'APSARA-MNS4-HMAC-SHA256',
  keyPrefix: 'apsara_v4',
  scopeEnd: 'apsara_v4_request',
}

export type MnsV4Options = { readonly at: number; readonly region: string; readonly variant?: MnsV4Variant }

/** The headers that sign a request with HMAC-SHA256 and a key made for one day and one region. */
export function signMnsV4(request: HttpRequest, credentials: Credentials, options: MnsV4Options): HeaderList {
  const variant = options.variant ?? publicV4
  const added: [string, string][] = []
  const given = readSignedHeaders(request.headers, 'x-mns-')
  const givenDate = given.extensionDate ?? given.date
  if (givenDate === null) added.push(['Date', formatHttpDate(options.at)])
  if (!given.extensions.some(([name]) => name === 'x-mns-version'))
    added.push(['x-mns-version', '2015-06-06'])
  const headers = readSignedHeaders([...request.headers, ...added], 'x-mns-')
  const time = formatCompactTime(givenDate === null ? options.at : (parseDate(givenDate) ?? options.at))
  const claim = { variant, day: time.slice(0, 8), region: options.region }
  const text = joinLines(signedLines(request, headers, claim, time))
  const signature = computeSignature(credentials.accessKeySecret, claim, text)
  added.push([
    'Authorization',
    `${variant.word} Credential=${credentials.accessKeyId}/${scopeOf(claim)},Signature=${signature}`,
  ])
  if (credentials.securityToken !== undefined) added.push(['security-token', credentials.securityToken])
  return added
}

export function verifyMnsV4(request: HttpRequest, options: VerifyOptions): RequestVerdict {
  const headers = readSignedHeaders(request.headers, 'x-mns-')
  const expected = `${publicV4.word} Credential=<AccessKeyId>/<yyyyMMdd>/<region>/mns/${publicV4.scopeEnd},Signature=<hex>`
  if (headers.authorization === null) return { outcome: 'missing-authorization', expected }
  const claim = parseMnsV4Authorization(headers.authorization)
  if (claim === null) return { outcome: 'malformed-authorization', expected, received: headers.authorization }
  return judgeClaim(
    {
      ...claim,
      scheme,
      securityToken: headers.securityToken,
      date: headers.extensionDate ?? headers.date,
      parseDate,
      dateExample: httpDateExample,
      sign: (secret, signedAt) => {
        const text = joinLines(signedLines(request, headers, claim, formatCompactTime(signedAt)))
        return { text, signature: computeSignature(secret, claim, text) }
      },
    },
    options,
  )
}

/** Null where the Authorization is not one of this scheme. */
export function explainMnsV4(request: HttpRequest): SignedLine[] | null {
  const headers = readSignedHeaders(request.headers, 'x-mns-')
  const claim = headers.authorization === null ? null : parseMnsV4Authorization(headers.authorization)
  if (claim === null) return null
  const signedAt = parseDate(headers.extensionDate ?? headers.date ?? '')
  return signedLines(request, headers, claim, signedAt === null ? '' : formatCompactTime(signedAt))
}

export type MnsV4Scope = { readonly variant: MnsV4Variant; readonly day: string; readonly region: string }

export type MnsV4Claim = MnsV4Scope & { readonly accessKeyId: string; readonly signature: string }

export function parseMnsV4Authorization(value: string): MnsV4Claim | null {
  const match =
    /^(\S+) Credential=([^/\s,]+)\/(\d{8})\/([^/\s,]+)\/mns\/([^/\s,]+), ?Signature=([0-9a-f]+)$/.exec(value)
  const [, word, accessKeyId = '', day = '', region = '', end, signature = ''] = match ?? []
  const variant = [publicV4, apsaraV4].find(known => known.word === word && known.scopeEnd === end)
  return variant === undefined ? null : { variant, accessKeyId, day, region, signature }
}

function signedLines(
  request: HttpRequest,
  headers: SignedHeaders,
  scope: MnsV4Scope,
  time: string,
): SignedLine[] {
  const { path, query } = splitTarget(request.target)
  return [
    { text: scope.variant.word, source: { kind: 'scheme' } },
    { text: time, source: { kind: 'time' } },
    { text: scopeOf(scope), source: { kind: 'scope' } },
    { text: request.method, source: { kind: 'method' } },
    { text: canonicalPercent(path, 'itself', true), source: { kind: 'path' } },
    { text: canonicalQuery(query), source: { kind: 'query' } },
    ...headerLines(headers),
    { text: '', source: { kind: 'separator' } },
    { text: '', source: { kind: 'separator' } },
  ]
}

/** Names in lower case, white space around names and values dropped, `=` only where there is a value. */
function canonicalQuery(query: string): string {
  return splitQuery(query)
    .map(([name, value]) => [canonicalPart(name).toLowerCase(), canonicalPart(value)] as const)
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort((left, right) => compareText(left[0], right[0]))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
    .join('&')
}

function canonicalPart(text: string): string {
  return decodeCanonical(canonicalPercent(text, 'itself')).trim()
}

function headerLines(headers: SignedHeaders): SignedLine[] {
  const standard = [
    ['content-md5', headers.contentMd5],
    ['content-type', headers.contentType],
  ] as const
  return [...standard, ...headers.extensions].flatMap(([name, value]): SignedLine[] =>
    value === null ? [] : [{ text: `${name}:${value.trim()}`, source: { kind: 'header', name } }],
  )
}

function scopeOf({ day, region, variant }: MnsV4Scope): string {
  return `${day}/${region}/mns/${variant.scopeEnd}`
}

function computeSignature(secret: string, scope: MnsV4Scope, text: string): string {
  const key = deriveMnsV4Key(secret, scope)
  return createHmac('sha256', key).update(text, wireEncoding(text)).digest('hex')
}

/** The key of one day in one region. */
export function deriveMnsV4Key(secret: string, { day, region, variant }: MnsV4Scope): Uint8Array {
  return [day, region, 'mns', variant.scopeEnd].reduce<Uint8Array>(
    (key, step) => createHmac('sha256', key).update(step).digest(),
    Buffer.from(variant.keyPrefix + secret),
  )
}

/** The string this scheme would sign of a request, for a region of choice; null where the request has no date. */
export function composeMnsV4(
  request: HttpRequest,
  { variant, region }: Omit<MnsV4Scope, 'day'>,
): { readonly text: string; readonly scope: MnsV4Scope } | null {
  const headers = readSignedHeaders(request.headers, 'x-mns-')
  const signedAt = parseDate(headers.extensionDate ?? headers.date ?? '')
  if (signedAt === null) return null
  const time = formatCompactTime(signedAt)
  const scope = { variant, region, day: time.slice(0, 8) }
  return { text: joinLines(signedLines(request, headers, scope, time)), scope }
}

function parseDate(text: string): number | null {
  return parseHttpDate(text) ?? parseIsoTime(text)
}
