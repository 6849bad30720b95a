import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type HttpRequest, headerValue } from '../../../src/protocol/httpRequest.ts'
import { signAcs3, verifyAcs3 } from '../../../src/protocol/requestSignature/acs3.ts'
import { apsaraV4, publicV4, signMnsV4, verifyMnsV4 } from '../../../src/protocol/requestSignature/mnsV4.ts'
import { signRpcV1, verifyRpcV1 } from '../../../src/protocol/requestSignature/rpcV1.ts'
import { verifyRequest } from '../../../src/protocol/requestSignature/verifyRequest.ts'
import { sharedDirectory } from '../../sharedDirectory.ts'
import { mutateOneByte, requestWith, signableRequest } from './requests.ts'

const now = Date.parse('2026-11-20T13:11:58Z')
const options = { now, secretOf: (id: string) => (id === 'ak' ? 'sk' : null) }
const credentials = { accessKeyId: 'ak', accessKeySecret: 'sk' }
const withToken = { ...credentials, securityToken: 'tok' }

function add(request: HttpRequest, headers: HttpRequest['headers']): HttpRequest {
  return { ...request, headers: [...request.headers, ...headers] }
}

describe('MNS V4', () => {
  const request = requestWith('GET', '/queues/q/messages?waitseconds=5&numOfMessages=16', {
    'Content-Type': 'text/xml',
    'x-mns-version': '2015-06-06',
  })

  test.each([
    [publicV4, '0488c1c5ed40789921e57ea42d6373da4bbcad4bd28f245f3f602e328e06bcae'],
    [apsaraV4, '0bb12191f333d562ef408c7b6d0b9ac1996b00526afb2fc888958e2e6628430a'],
  ])('signs with $word as a second implementation does', (variant, signature) => {
    expect(signMnsV4(request, withToken, { at: now, region: 'cn-hangzhou', variant })).toEqual([
      ['Date', 'Fri, 20 Nov 2026 13:11:58 GMT'],
      [
        'Authorization',
        `${variant.word} Credential=ak/20261120/cn-hangzhou/mns/${variant.scopeEnd},Signature=${signature}`,
      ],
      ['security-token', 'tok'],
    ])
  })

  test('what was signed verifies; one changed byte does not, the name of the weekday apart', () => {
    const change = fc.integer({ min: 1, max: 255 })
    fc.assert(
      fc.property(signableRequest('x-mns-'), fc.nat(), change, (given, at, bits) => {
        const plain = { ...given, target: `/${Buffer.from(given.target).toString('hex')}` }
        const signed = add(plain, signMnsV4(plain, withToken, { at: now, region: 'cn-hangzhou' }))
        expect(verifyRequest(signed, options)).toMatchObject({ outcome: 'valid', securityToken: 'tok' })
        const mutated = mutateOneByte(signed, at, bits)
        const dateOf = ({ headers }: HttpRequest) => headerValue(headers, 'date')
        fc.pre(dateOf(mutated) === dateOf(signed))
        expect(verifyMnsV4(mutated, options).outcome).not.toBe('valid')
      }),
    )
  })

  test('the spelling of the target does not matter, its meaning does', () => {
    const signed = add(request, signMnsV4(request, credentials, { at: now, region: 'r' }))
    const same = { ...signed, target: '/queues/%71/messages?numOfMessages=1%36&waitseconds=5' }
    const other = { ...signed, target: '/queues/q/messages?numOfMessages=17&waitseconds=5' }
    expect(verifyMnsV4(same, options).outcome).toBe('valid')
    expect(verifyMnsV4(other, options).outcome).toBe('wrong-signature')
  })

  test.each([
    'MNS4-HMAC-SHA256',
    'MNS4-HMAC-SHA256 Credential=ak/20261120/r/mns/apsara_v4_request,Signature=00',
    'MNS4-HMAC-SHA256 Credential=ak/20261120/r/oss/aliyun_v4_request,Signature=00',
    'MNS4-HMAC-SHA256 Credential=ak/2026/r/mns/aliyun_v4_request,Signature=00',
  ])('malformed: %s', value => {
    expect(verifyMnsV4(add(request, [['Authorization', value]]), options).outcome).toBe(
      'malformed-authorization',
    )
  })

  test('a day in the scope that is not the date’s is no valid signature', () => {
    const signed = add(request, signMnsV4(request, credentials, { at: now, region: 'r' }))
    const headers = signed.headers.map(
      ([name, value]) => [name, value.replace('/20261120/', '/20261119/')] as const,
    )
    expect(verifyMnsV4({ ...signed, headers }, options).outcome).toBe('wrong-signature')
  })
})

describe('RPC v1', () => {
  const parameters = {
    Action: 'SendSms',
    SignName: '阿里 测试',
    TemplateParam: '{"code":"1*~+"}',
    Version: '2017-05-25',
  }
  const signed =
    'AccessKeyId=ak&Action=SendSms&SignName=%E9%98%BF%E9%87%8C%20%E6%B5%8B%E8%AF%95&SignatureMethod=HMAC-SHA1&SignatureNonce=n1&SignatureVersion=1.0&TemplateParam=%7B%22code%22%3A%221%2A~%2B%22%7D&Timestamp=2026-11-20T13%3A11%3A58Z&Version=2017-05-25&Signature=0nms702kWbZtnZd5LvOotl30LaE%3D'
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }

  test('signs as a second implementation does', () => {
    expect(signRpcV1(parameters, credentials, { method: 'GET', at: now, nonce: 'n1' })).toBe(signed)
  })

  test('verifies from the query, from a form, and spelled the way forms are', () => {
    const valid = {
      outcome: 'valid',
      scheme: 'rpc-v1',
      accessKeyId: 'ak',
      securityToken: null,
      signedAt: now,
    }
    expect(verifyRequest(requestWith('GET', `/?${signed}`, {}), options)).toEqual(valid)
    expect(verifyRequest(requestWith('GET', `/?${signed.replaceAll('%20', '+')}`, {}), options)).toEqual(
      valid,
    )
    const posted = signRpcV1(parameters, withToken, { method: 'POST', at: now, nonce: 'n1' })
    expect(verifyRequest(requestWith('POST', '/', form, posted), options)).toEqual({
      ...valid,
      securityToken: 'tok',
    })
  })

  test('what was signed verifies; a changed, added or dropped parameter does not', () => {
    const dictionary = fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), {
      maxKeys: 5,
    })
    fc.assert(
      fc.property(dictionary, given => {
        const query = signRpcV1({ ...given, Action: 'A' }, credentials, {
          method: 'GET',
          at: now,
          nonce: 'n',
        })
        const outcomeOf = (text: string) => verifyRpcV1(requestWith('GET', `/?${text}`, {}), options).outcome
        expect(outcomeOf(query)).toBe('valid')
        expect(outcomeOf(`${query}&Extra=1`)).toBe('wrong-signature')
        expect(outcomeOf(query.replace('Action=A', 'Action=B'))).toBe('wrong-signature')
        expect(outcomeOf(query.replace('Action=A&', ''))).toBe('wrong-signature')
      }),
    )
  })

  test.each([
    ['missing-authorization', 'AccessKeyId', 'Access'],
    ['missing-date', 'Timestamp', 'Time'],
    ['malformed-date', '11%3A58Z', '11'],
    ['stale-date', '2026-11-20T13', '2026-11-20T12'],
    ['unknown-key', 'AccessKeyId=ak', 'AccessKeyId=other'],
    ['malformed-authorization', 'HMAC-SHA1', 'HMAC-SHA256'],
    ['wrong-signature', 'SendSms', 'SendSmS'],
  ])('%s', (outcome, from, to) => {
    expect(verifyRpcV1(requestWith('GET', `/?${signed.replace(from, to)}`, {}), options).outcome).toBe(
      outcome,
    )
  })
})

describe('ACS3', () => {
  const request = requestWith('POST', '/?PhoneNumber=13800000000&PageSize=10', {
    host: '127.0.0.1:9100',
    'x-acs-action': 'QuerySendDetails',
    'x-acs-version': '2017-05-25',
  })
  const signed = add(request, signAcs3(request, credentials, { at: now, nonce: 'n1' }))

  test('signs as a second implementation does', () => {
    expect(signed.headers.at(-1)).toEqual([
      'Authorization',
      'ACS3-HMAC-SHA256 Credential=ak,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=0b5355a126b6b58e147a6cbf5fd2ed33cabdace8557b80695fd206fdecde3502',
    ])
  })

  test('verifies, with the token', () => {
    const tokened = add(request, signAcs3(request, withToken, { at: now, nonce: 'n1' }))
    expect(verifyRequest(signed, options)).toMatchObject({
      outcome: 'valid',
      scheme: 'acs3',
      securityToken: null,
    })
    expect(verifyRequest(tokened, options)).toMatchObject({ outcome: 'valid', securityToken: 'tok' })
  })

  test('another body under the signed digest', () => {
    expect(verifyAcs3({ ...signed, body: Buffer.from('x') }, options)).toMatchObject({
      outcome: 'wrong-body-digest',
      received: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    })
  })

  const edit = (from: string, to: string): HttpRequest => ({
    ...signed,
    target: signed.target.replace(from, to),
    headers: signed.headers.map(
      ([name, value]) => [name.replace(from, to), value.replace(from, to)] as const,
    ),
  })
  test.each([
    ['malformed-authorization', 'Credential=', 'Key='],
    ['malformed-authorization', 'host;', ''],
    ['malformed-authorization', ';x-acs-date', ''],
    ['missing-authorization', 'Authorization', 'X-Authorization'],
    ['stale-date', 'T13:', 'T12:'],
    ['malformed-date', '13:11:58Z', '13:11:58+08:00'],
    ['unknown-key', 'Credential=ak', 'Credential=other'],
    ['wrong-signature', 'PageSize=10', 'PageSize=11'],
    ['wrong-signature', 'QuerySendDetails', 'QuerySendStatistics'],
  ])('%s: %s as %s', (outcome, from, to) => {
    expect(verifyAcs3(edit(from, to), options).outcome).toBe(outcome)
  })
})

type ClientVector = { name: string; accessKeySecret: string; stringToSign: string; expected: string }
type Acs3Vector = { accessKeySecret: string; canonicalRequest: string; authorization: string }
type Captured = { line: string; headers: string[] }

describe.skipIf(sharedDirectory === null)('against the reference vectors (absent: skipped)', () => {
  const read = (name: string) =>
    JSON.parse(readFileSync(join(sharedDirectory ?? '', 'reference/vectors', name), 'utf8'))
  const clientVectors = (): ClientVector[] => read('client-signing-vectors.json')

  test('V4', () => {
    const vectors = clientVectors().filter(({ name }) => name.startsWith('V4'))
    expect(vectors.length).toBe(3)
    for (const { accessKeySecret, stringToSign, expected } of vectors) {
      const [word = '', time = '', scope = '', method = '', path = '', query = '', ...rest] =
        stringToSign.split('\n')
      const request = requestWith(method, query === '' ? path : `${path}?${query}`, {
        Date: time,
        Authorization: `${word} Credential=id/${scope},Signature=${expected}`,
        ...Object.fromEntries(rest.filter(line => line !== '').map(line => line.split(':'))),
      })
      expect(verifyRequest(request, { now: null, secretOf: () => accessKeySecret }).outcome).toBe('valid')
    }
  })

  test('RPC v1, from the documentation and from a client', () => {
    const vector = clientVectors().find(({ name }) => name.startsWith('dysms'))
    const query = decodeURIComponent(vector?.stringToSign.replace('GET&%2F&', '') ?? '')
    const request = requestWith(
      'GET',
      `/?Signature=${encodeURIComponent(vector?.expected ?? '')}&${query}`,
      {},
    )
    expect(verifyRequest(request, { now: null, secretOf: () => 'testSecret' }).outcome).toBe('valid')
    const captures: Captured[] = read('npm-sdk-requests-capture.json')
    const captured = captures.find(({ line }) => line.includes('Signature='))?.line.split(' ') ?? []
    expect(verifyRequest(requestWith(captured[0] ?? '', captured[1] ?? '', {}), options).outcome).toBe(
      'valid',
    )
  })

  test('ACS3', () => {
    const [vector]: Acs3Vector[] = read('acs3-vectors.json')
    const [method = '', path = '', query = '', ...rest] = vector?.canonicalRequest.split('\n') ?? []
    const headers = rest.slice(0, rest.indexOf('')).map(line => {
      const at = line.indexOf(':')
      return [line.slice(0, at), line.slice(at + 1)] as const
    })
    const request: HttpRequest = {
      method,
      target: `${path}?${query}`,
      headers: [...headers, ['Authorization', vector?.authorization ?? '']],
      body: new Uint8Array(),
    }
    const secretOf = () => vector?.accessKeySecret ?? ''
    expect(verifyRequest(request, { now: null, secretOf }).outcome).toBe('valid')
  })
})
