import { createHmac } from 'node:crypto'
import { formatHttpDate, httpDateExample, parseHttpDate } from '../canonical/httpDate.ts'
import { mnsSignedLines, mnsStringToSign } from '../canonical/mnsString.ts'
import { readSignedHeaders } from '../canonical/signedHeaders.ts'
import type { SignedLine } from '../canonical/signedLine.ts'
import { wireEncoding } from '../canonical/wireEncoding.ts'
import type { HeaderList, HttpRequest } from '../httpRequest.ts'
import type { Credentials } from './credentials.ts'
import { type MnsDialect, mnsDialect } from './mnsDialect.ts'
import { judgeClaim, type RequestVerdict, type VerifyOptions } from './requestVerdict.ts'

/**
 * The headers that sign a request with HMAC-SHA1. A date or version that the request already carries is kept; the token of
 * temporary credentials goes along unsigned, for its name is no extension's.
 */
export function signMnsV2(
  request: HttpRequest,
  credentials: Credentials,
  at: number,
  dialect: MnsDialect = mnsDialect,
): HeaderList {
  const added: [string, string][] = []
  const given = readSignedHeaders(request.headers, dialect.prefix)
  if (given.date === null && given.extensionDate === null) added.push(['Date', formatHttpDate(at)])
  const versionName = `${dialect.prefix}version`
  if (!given.extensions.some(([name]) => name === versionName)) added.push([versionName, dialect.version])
  const headers = readSignedHeaders([...request.headers, ...added], dialect.prefix)
  const text = mnsStringToSign(request, headers, headers.extensionDate ?? headers.date)
  const signature = hmacSha1(credentials.accessKeySecret, text)
  added.push(['Authorization', `${dialect.word} ${credentials.accessKeyId}:${signature}`])
  if (credentials.securityToken !== undefined) added.push(['security-token', credentials.securityToken])
  return added
}

export function verifyMnsV2(
  request: HttpRequest,
  options: VerifyOptions,
  dialect: MnsDialect = mnsDialect,
): RequestVerdict {
  const { scheme } = dialect
  const headers = readSignedHeaders(request.headers, dialect.prefix)
  const expected = `${dialect.word} <AccessKeyId>:<signature>`
  if (headers.authorization === null) return { outcome: 'missing-authorization', expected }
  const claim = parseMnsAuthorization(headers.authorization, dialect)
  if (claim === null) {
    return { outcome: 'malformed-authorization', expected, received: headers.authorization }
  }
  const { date, extensionDate, securityToken } = headers
  const signed = (over: string | null) => ({
    ...claim,
    scheme,
    securityToken,
    date: extensionDate ?? date,
    parseDate: parseHttpDate,
    dateExample: httpDateExample,
    sign: (secret: string) => {
      const text = mnsStringToSign(request, headers, over)
      return { text, signature: hmacSha1(secret, text) }
    },
  })
  const verdict = judgeClaim(signed(extensionDate ?? date), options)
  if (verdict.outcome !== 'wrong-signature' || date === null || extensionDate === null) return verdict
  // A client that sends both dates may have signed the plain one in the date's place; the other is signed as an extension.
  const other = judgeClaim(signed(date), options)
  return other.outcome === 'valid' ? other : verdict
}

export function explainMnsV2(request: HttpRequest, dialect: MnsDialect = mnsDialect): SignedLine[] {
  const headers = readSignedHeaders(request.headers, dialect.prefix)
  return headers.extensionDate === null
    ? mnsSignedLines(request, headers, headers.date, 'date')
    : mnsSignedLines(request, headers, headers.extensionDate, `${dialect.prefix}date`)
}

export type MnsClaim = { readonly accessKeyId: string; readonly signature: string }

export function parseMnsAuthorization(value: string, dialect: MnsDialect): MnsClaim | null {
  const match = /^(\S+) ([^:\s]+):([A-Za-z0-9+/=]+)$/.exec(value)
  if (match === null || match[1] !== dialect.word) return null
  return { accessKeyId: match[2] ?? '', signature: match[3] ?? '' }
}

function hmacSha1(secret: string, text: string): string {
  return createHmac('sha1', secret).update(text, wireEncoding(text)).digest('base64')
}
