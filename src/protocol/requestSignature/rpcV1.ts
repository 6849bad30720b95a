import { createHmac } from 'node:crypto'
import { formatIsoTime, isoTimeExample, parseIsoTime } from '../canonical/isoTime.ts'
import {
  canonicalPercent,
  compareText,
  decodeCanonical,
  percentEncode,
  splitQuery,
} from '../canonical/percentEncoding.ts'
import type { SignedLine } from '../canonical/signedLine.ts'
import { splitTarget } from '../canonical/splitTarget.ts'
import { type HttpRequest, headerValue } from '../httpRequest.ts'
import type { Credentials } from './credentials.ts'
import { judgeClaim, type RequestVerdict, type VerifyOptions } from './requestVerdict.ts'

const scheme = 'rpc-v1'

/** Name and value of one parameter, both in the spelling that is signed, and sorted. */
type CanonicalParameters = readonly (readonly [name: string, value: string])[]

export type RpcV1Options = { readonly method: 'GET' | 'POST'; readonly at: number; readonly nonce: string }

/** The query (or form body) of a signed call: the caller's parameters, the common ones and the signature. */
export function signRpcV1(
  parameters: Readonly<Record<string, string>>,
  credentials: Credentials,
  options: RpcV1Options,
): string {
  const all: Record<string, string> = {
    ...parameters,
    AccessKeyId: credentials.accessKeyId,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: options.nonce,
    Timestamp: formatIsoTime(options.at),
    ...(credentials.securityToken !== undefined && { SecurityToken: credentials.securityToken }),
  }
  const canonical = Object.entries(all)
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort((left, right) => compareText(left[0], right[0]))
  const signature = computeSignature(credentials.accessKeySecret, stringToSignOf(options.method, canonical))
  return `${joinParameters(canonical)}&Signature=${percentEncode(signature)}`
}

export function verifyRpcV1(request: HttpRequest, options: VerifyOptions): RequestVerdict {
  const parameters = readRpcParameters(request)
  const expected = {
    en: 'the parameters AccessKeyId, Signature, SignatureMethod=HMAC-SHA1 and Timestamp',
    zh: '参数 AccessKeyId、Signature、SignatureMethod=HMAC-SHA1 与 Timestamp',
  }
  const accessKeyId = parameterValue(parameters, 'AccessKeyId')
  const signature = parameterValue(parameters, 'Signature')
  if (accessKeyId === null || signature === null) return { outcome: 'missing-authorization', expected }
  const method = parameterValue(parameters, 'SignatureMethod') ?? 'HMAC-SHA1'
  if (method !== 'HMAC-SHA1') {
    return { outcome: 'malformed-authorization', expected, received: `SignatureMethod=${method}` }
  }
  return judgeClaim(
    {
      scheme,
      accessKeyId,
      signature,
      securityToken: parameterValue(parameters, 'SecurityToken'),
      date: parameterValue(parameters, 'Timestamp'),
      parseDate: parseIsoTime,
      dateExample: isoTimeExample,
      sign: secret => {
        const text = stringToSignOf(request.method, withoutSignature(parameters))
        return { text, signature: computeSignature(secret, text) }
      },
    },
    options,
  )
}

/** The string is a single line; it is shown in its parts, method, path and one line for each parameter. */
export function explainRpcV1(request: HttpRequest): { lines: SignedLine[]; stringToSign: string } {
  const parameters = withoutSignature(readRpcParameters(request))
  const lines: SignedLine[] = [
    { text: request.method, source: { kind: 'method' } },
    { text: '%2F', source: { kind: 'path' } },
    ...parameters.map(
      ([name, value]): SignedLine => ({
        text: `${name}=${value}`,
        source: { kind: 'parameter', name: decodeCanonical(name) },
      }),
    ),
  ]
  return { lines, stringToSign: stringToSignOf(request.method, parameters) }
}

export type RpcV1Claim = { readonly accessKeyId: string; readonly signature: string }

export function readRpcV1Claim(request: HttpRequest): RpcV1Claim | null {
  const parameters = readRpcParameters(request)
  const accessKeyId = parameterValue(parameters, 'AccessKeyId')
  const signature = parameterValue(parameters, 'Signature')
  return accessKeyId === null || signature === null ? null : { accessKeyId, signature }
}

/** From the query, and from the body where that is a form. */
function readRpcParameters(request: HttpRequest): CanonicalParameters {
  const { query } = splitTarget(request.target)
  const isForm = /^application\/x-www-form-urlencoded/i.test(
    headerValue(request.headers, 'content-type') ?? '',
  )
  const form = isForm ? Buffer.from(request.body).toString('latin1') : ''
  return [...splitQuery(query), ...splitQuery(form)]
    .map(([name, value]) => [canonicalPercent(name, 'space'), canonicalPercent(value, 'space')] as const)
    .sort((left, right) => compareText(left[0], right[0]))
}

function withoutSignature(parameters: CanonicalParameters): CanonicalParameters {
  return parameters.filter(([name]) => name !== 'Signature')
}

function parameterValue(parameters: CanonicalParameters, wanted: string): string | null {
  const found = parameters.find(([name]) => name === wanted)
  return found === undefined ? null : decodeCanonical(found[1])
}

function joinParameters(parameters: CanonicalParameters): string {
  return parameters.map(([name, value]) => `${name}=${value}`).join('&')
}

function stringToSignOf(method: string, parameters: CanonicalParameters): string {
  return `${method}&%2F&${percentEncode(joinParameters(parameters))}`
}

/** The key is the secret with an ampersand behind it. */
function computeSignature(secret: string, text: string): string {
  return createHmac('sha1', `${secret}&`).update(text).digest('base64')
}
