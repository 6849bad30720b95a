import { expect, test } from 'vitest'
import { explainSignature } from '../../../src/protocol/explainSignature.ts'
import type { HttpRequest } from '../../../src/protocol/httpRequest.ts'
import { signAcs3 } from '../../../src/protocol/requestSignature/acs3.ts'
import { mqsDialect } from '../../../src/protocol/requestSignature/mnsDialect.ts'
import { signMnsV2 } from '../../../src/protocol/requestSignature/mnsV2.ts'
import { signMnsV4 } from '../../../src/protocol/requestSignature/mnsV4.ts'
import type { RequestScheme } from '../../../src/protocol/requestSignature/requestVerdict.ts'
import { signRpcV1 } from '../../../src/protocol/requestSignature/rpcV1.ts'
import { verifyRequest } from '../../../src/protocol/requestSignature/verifyRequest.ts'
import { signedPush, smallSignature } from './ownPushVector.ts'
import { requestWith } from './requests.ts'

const at = Date.parse('2026-11-20T13:11:58Z')
const credentials = { accessKeyId: 'ak', accessKeySecret: 'sk' }
const plain = requestWith('GET', '/queues?a=b', {
  host: 'localhost',
  'x-acs-action': 'A',
  'x-acs-version': 'V',
})
const add = (headers: HttpRequest['headers']): HttpRequest => ({
  ...plain,
  headers: [...plain.headers, ...headers],
})

const signed: [RequestScheme, HttpRequest][] = [
  ['mns-v2-hmac-sha1', add(signMnsV2(plain, credentials, at))],
  ['mqs-v2', add(signMnsV2(plain, credentials, at, mqsDialect))],
  ['mns-v4-hmac-sha256', add(signMnsV4(plain, credentials, { at, region: 'r' }))],
  ['acs3', add(signAcs3(plain, credentials, { at, nonce: 'n' }))],
  [
    'rpc-v1',
    requestWith('GET', `/?${signRpcV1({ Action: 'A' }, credentials, { method: 'GET', at, nonce: 'n' })}`, {}),
  ],
]

test.each(signed)('%s: recognised, and explained with the very string that is checked', (scheme, request) => {
  const verdict = verifyRequest(request, { now: at, secretOf: () => 'another' })
  if (verdict.outcome !== 'wrong-signature') throw new Error(verdict.outcome)
  expect(explainSignature(request)).toMatchObject({
    kind: 'request',
    scheme,
    accessKeyId: 'ak',
    signature: verdict.received,
    stringToSign: verdict.stringToSign,
  })
})

test('ACS3 shows what went into the hash, RPC each parameter', () => {
  const acs3 = explainSignature(signed[3]?.[1] ?? plain)
  if (acs3.kind !== 'request') throw new Error(acs3.kind)
  expect(acs3.lines.map(({ source }) => source.kind)).toEqual(['scheme', 'request-digest'])
  expect(acs3.hashed?.[3]).toEqual({ text: 'host:localhost', source: { kind: 'header', name: 'host' } })
  const rpc = explainSignature(signed[4]?.[1] ?? plain)
  if (rpc.kind !== 'request') throw new Error(rpc.kind)
  expect(rpc.lines).toContainEqual({ text: 'Action=A', source: { kind: 'parameter', name: 'Action' } })
  expect(rpc.lines.some(({ text }) => text.startsWith('Signature='))).toBe(false)
})

test('a push, its certificate’s address decoded', () => {
  const push = { ...signedPush, headers: [...signedPush.headers, ['Authorization', smallSignature] as const] }
  expect(explainSignature(push)).toMatchObject({
    kind: 'push',
    scheme: 'mns-push-rsa-sha1',
    signature: smallSignature,
    certificateUrl: 'https://example.com/signer.pem',
  })
  expect(explainSignature(signedPush)).toMatchObject({ kind: 'push', signature: null })
})

test.each([
  [{ 'x-eventbridge-signature-method': 'HMAC-SHA1' }, 'EventBridge push'],
  [{ 'X-EventBridge-Signature-Url': 'x', Authorization: 'abc=' }, 'EventBridge push'],
  [{ Authorization: 'OSS ak:abc' }, 'OSS request (V1)'],
  [{ Authorization: 'Bearer x' }, 'bearer token'],
  [{ Authorization: 'constructor x' }, 'constructor'],
  [{ 'x-oss-pub-key-url': 'x', Authorization: 'abc=' }, 'OSS upload callback'],
])('%j is another product’s: %s', (headers: Record<string, string>, name) => {
  const request = requestWith('POST', '/', headers)
  expect(explainSignature(request)).toEqual({ kind: 'foreign', name })
  expect(verifyRequest(request, { now: at, secretOf: () => null })).toEqual({
    outcome: 'foreign-scheme',
    name,
  })
})

test('unsigned, and signed in a form that can’t be read', () => {
  expect(explainSignature(requestWith('GET', '/queues', {}))).toEqual({ kind: 'unsigned' })
  expect(explainSignature(requestWith('GET', '/', { Authorization: 'MNS ak' }))).toEqual({
    kind: 'malformed',
    scheme: 'mns-v2-hmac-sha1',
    received: 'MNS ak',
  })
  const outcomeOf = (value: string) =>
    verifyRequest(requestWith('GET', '/', { Authorization: value }), { now: at, secretOf: () => null })
      .outcome
  expect(outcomeOf('MNS')).toBe('malformed-authorization')
  expect(outcomeOf('')).toBe('malformed-authorization')
})
