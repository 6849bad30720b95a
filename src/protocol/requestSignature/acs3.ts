import { createHmac, hash } from 'node:crypto'
import { formatIsoTime, isoTimeExample, parseIsoTime } from '../canonical/isoTime.ts'
import { canonicalPercent, compareText, splitQuery } from '../canonical/percentEncoding.ts'
import { joinLines, type SignedLine } from '../canonical/signedLine.ts'
import { splitTarget } from '../canonical/splitTarget.ts'
import { wireBytes } from '../canonical/wireEncoding.ts'
import { type HeaderList, type HttpRequest, headerValue } from '../httpRequest.ts'
import type { Credentials } from './credentials.ts'
import { judgeClaim, type RequestVerdict, type VerifyOptions } from './requestVerdict.ts'
import type { StringToSign } from './signatureExplanation.ts'

const scheme = 'acs3'
const word = 'ACS3-HMAC-SHA256'
/** Without these among the signed headers a signature would not cover the call, its time or its body. */
const indispensable = ['host', 'x-acs-action', 'x-acs-content-sha256', 'x-acs-date', 'x-acs-version']

/** The headers that sign a call; `x-acs-action` and `x-acs-version` are the request's own. */
export function signAcs3(
  request: HttpRequest,
  credentials: Credentials,
  options: { readonly at: number; readonly nonce: string },
): HeaderList {
  const added: [string, string][] = [
    ['x-acs-date', formatIsoTime(options.at)],
    ['x-acs-signature-nonce', options.nonce],
    ['x-acs-content-sha256', hash('sha256', request.body, 'hex')],
    ...(credentials.securityToken === undefined
      ? []
      : ([['x-acs-security-token', credentials.securityToken]] as [string, string][])),
  ]
  const complete = { ...request, headers: [...request.headers, ...added] }
  const names = [...new Set(complete.headers.map(([name]) => name.toLowerCase()))]
    .filter(name => name === 'host' || name === 'content-type' || name.startsWith('x-acs-'))
    .sort(compareText)
  const signature = computeSignature(credentials.accessKeySecret, composeAcs3(complete, names))
  return [
    ...added,
    [
      'Authorization',
      `${word} Credential=${credentials.accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`,
    ],
  ]
}

export function verifyAcs3(request: HttpRequest, options: VerifyOptions): RequestVerdict {
  const authorization = headerValue(request.headers, 'authorization')
  const expected = `${word} Credential=<AccessKeyId>,SignedHeaders=${indispensable.join(';')};…,Signature=<hex>`
  if (authorization === undefined) return { outcome: 'missing-authorization', expected }
  const claim = parseAcs3Authorization(authorization)
  if (claim === null || indispensable.some(name => !claim.signedHeaders.includes(name))) {
    return { outcome: 'malformed-authorization', expected, received: authorization }
  }
  const verdict = judgeClaim(
    {
      ...claim,
      scheme,
      securityToken: headerValue(request.headers, 'x-acs-security-token') ?? null,
      date: headerValue(request.headers, 'x-acs-date') ?? null,
      parseDate: parseIsoTime,
      dateExample: isoTimeExample,
      sign: secret => {
        const composed = composeAcs3(request, claim.signedHeaders)
        return { text: joinLines(composed.lines), signature: computeSignature(secret, composed) }
      },
    },
    options,
  )
  if (verdict.outcome !== 'valid') return verdict
  const signedDigest = headerValue(request.headers, 'x-acs-content-sha256') ?? ''
  const bodyDigest = hash('sha256', request.body, 'hex')
  return signedDigest === bodyDigest
    ? verdict
    : { outcome: 'wrong-body-digest', scheme, expected: bodyDigest, received: signedDigest }
}

/** Null where the Authorization is not one of this scheme. */
export function explainAcs3(request: HttpRequest): StringToSign | null {
  const claim = parseAcs3Authorization(headerValue(request.headers, 'authorization') ?? '')
  return claim === null ? null : composeAcs3(request, claim.signedHeaders)
}

export type Acs3Claim = {
  readonly accessKeyId: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
}

export function parseAcs3Authorization(value: string): Acs3Claim | null {
  const match = /^(\S+) Credential=([^,\s]+), ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]+)$/.exec(value)
  if (match === null || match[1] !== word) return null
  const [, , accessKeyId = '', names = '', signature = ''] = match
  return { accessKeyId, signedHeaders: names.split(';'), signature }
}

function composeAcs3(request: HttpRequest, names: readonly string[]): StringToSign {
  const { path, query } = splitTarget(request.target)
  const hashed: SignedLine[] = [
    { text: request.method, source: { kind: 'method' } },
    { text: canonicalPercent(path, 'itself', true), source: { kind: 'path' } },
    { text: canonicalQuery(query), source: { kind: 'query' } },
    ...names.map(name => headerLine(request.headers, name)),
    { text: '', source: { kind: 'separator' } },
    { text: names.join(';'), source: { kind: 'signed-header-list' } },
    { text: headerValue(request.headers, 'x-acs-content-sha256') ?? '', source: { kind: 'body-digest' } },
  ]
  const digest = hash('sha256', wireBytes(joinLines(hashed)), 'hex')
  const lines: SignedLine[] = [
    { text: word, source: { kind: 'scheme' } },
    { text: digest, source: { kind: 'request-digest' } },
  ]
  return { lines, hashed }
}

/** Every value of a repeated header takes part, sorted and joined by commas. */
function headerLine(headers: HeaderList, name: string): SignedLine {
  const values = headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value.trim())
  return values.length === 0
    ? { text: `${name}:`, source: { kind: 'absent-header', name } }
    : { text: `${name}:${values.sort(compareText).join(',')}`, source: { kind: 'header', name } }
}

function canonicalQuery(query: string): string {
  return splitQuery(query)
    .map(([name, value]) => `${canonicalPercent(name, 'space')}=${canonicalPercent(value, 'space')}`)
    .sort(compareText)
    .join('&')
}

function computeSignature(secret: string, { lines }: StringToSign): string {
  return createHmac('sha256', secret).update(joinLines(lines)).digest('hex')
}
