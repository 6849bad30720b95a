import { type HttpRequest, headerValue } from './httpRequest.ts'
import type { RequestScheme } from './requestSignature/requestVerdict.ts'
import { readRpcV1Claim } from './requestSignature/rpcV1.ts'

export type SignatureScheme = RequestScheme | 'mns-push-rsa-sha1'

export type RecognisedScheme =
  | { readonly kind: 'known'; readonly scheme: SignatureScheme }
  /** Signed by a scheme of another product. */
  | { readonly kind: 'foreign'; readonly name: string }
  | { readonly kind: 'unsigned' }

const schemeWords: Readonly<Record<string, SignatureScheme>> = {
  MNS: 'mns-v2-hmac-sha1',
  MQS: 'mqs-v2',
  'MNS4-HMAC-SHA256': 'mns-v4-hmac-sha256',
  'APSARA-MNS4-HMAC-SHA256': 'mns-v4-hmac-sha256',
  'ACS3-HMAC-SHA256': 'acs3',
}

const foreignWords: Readonly<Record<string, string>> = {
  OSS: 'OSS request (V1)',
  'OSS4-HMAC-SHA256': 'OSS request (V4)',
  LOG: 'Log Service request',
  acs: 'Alibaba Cloud ROA request',
  'ACS3-HMAC-SM3': 'Alibaba Cloud request with SM3',
  'AWS4-HMAC-SHA256': 'AWS Signature V4',
  Bearer: 'bearer token',
  Basic: 'user name and password',
  Digest: 'HTTP digest',
  QSign: 'Tencent Cloud request',
  'TC3-HMAC-SHA256': 'Tencent Cloud request (V3)',
}

/** Tried in order: a header whose name begins so gives the sender away. */
const foreignHeaders: readonly (readonly [prefix: string, name: string])[] = [
  ['x-eventbridge-signature', 'EventBridge push'],
  ['x-oss-pub-key-url', 'OSS upload callback'],
  ['x-ca-signature', 'API Gateway request'],
  ['x-amz-sns-', 'Amazon SNS push'],
  ['x-hub-signature', 'GitHub webhook'],
  ['x-gitlab-token', 'GitLab webhook'],
  ['stripe-signature', 'Stripe webhook'],
  ['svix-signature', 'Svix webhook'],
  ['webhook-signature', 'Standard Webhooks message'],
  ['x-twilio-signature', 'Twilio webhook'],
  ['x-slack-signature', 'Slack request'],
]

/** What they begin with: hardly any other name does, so few are compared with each of them. */
const foreignInitials = new Set(foreignHeaders.map(([prefix]) => prefix.charAt(0)))

/** Tells by its form how a request was signed, or by whom, where that is none of ours. */
export function recogniseScheme(request: HttpRequest): RecognisedScheme {
  const authorization = headerValue(request.headers, 'authorization')
  const spaceAt = authorization?.indexOf(' ') ?? -1
  const word = authorization !== undefined && spaceAt > 0 ? authorization.slice(0, spaceAt) : null
  const scheme = word === null ? undefined : own(schemeWords, word)
  if (scheme !== undefined) return { kind: 'known', scheme }
  const foreign = foreignByHeader(request)
  if (foreign !== null) return { kind: 'foreign', name: foreign }
  const foreignWord = word === null ? undefined : own(foreignWords, word)
  if (foreignWord !== undefined) return { kind: 'foreign', name: foreignWord }
  if (hasPushHeaders(request)) return { kind: 'known', scheme: 'mns-push-rsa-sha1' }
  if (word !== null) return { kind: 'foreign', name: word }
  if (authorization !== undefined && authorization !== '')
    return { kind: 'known', scheme: 'mns-push-rsa-sha1' }
  return readRpcV1Claim(request) === null ? { kind: 'unsigned' } : { kind: 'known', scheme: 'rpc-v1' }
}

function hasPushHeaders(request: HttpRequest): boolean {
  return headerValue(request.headers, 'x-mns-signing-cert-url') !== undefined
}

function foreignByHeader(request: HttpRequest): string | null {
  for (const [receivedName] of request.headers) {
    if (receivedName.startsWith('x-mns-')) continue
    const name = receivedName.toLowerCase()
    if (!foreignInitials.has(name.charAt(0))) continue
    const found = foreignHeaders.find(([prefix]) => name.startsWith(prefix))
    if (found !== undefined) return found[1]
  }
  return null
}

function own<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}
