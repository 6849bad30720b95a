import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inEnglish } from '../../../src/contract/words.ts'
import { diagnoseRequest } from '../../../src/protocol/diagnosis/diagnoseRequest.ts'
import { evidenceOf } from '../../../src/protocol/diagnosis/evidence.ts'
import { prepareMac } from '../../../src/protocol/diagnosis/prepareMac.ts'
import { type HttpRequest, headerValue } from '../../../src/protocol/httpRequest.ts'
import { signAcs3 } from '../../../src/protocol/requestSignature/acs3.ts'
import { mqsDialect } from '../../../src/protocol/requestSignature/mnsDialect.ts'
import { signMnsV2, verifyMnsV2 } from '../../../src/protocol/requestSignature/mnsV2.ts'
import { signMnsV4 } from '../../../src/protocol/requestSignature/mnsV4.ts'
import { signRpcV1 } from '../../../src/protocol/requestSignature/rpcV1.ts'
import { requestWith } from './requests.ts'

const at = Date.parse('2026-11-20T13:11:58Z')
const secret = 'Nq3vExampleSecret'
const own = { accessKeyId: 'LTAIown', accessKeySecret: secret }
const other = { accessKeyId: 'LTAIother', accessKeySecret: 'AnotherSecret' }

const plain = requestWith('DELETE', '/queues/q/messages?ReceiptHandle=1-MTY+ab/c==', {
  Date: 'Fri, 20 Nov 2026 13:11:58 GMT',
  'Content-Type': 'text/xml',
  'Content-MD5': 'ZDQxZDhjZDk4ZjAwYjIwNGU5ODAwOTk4ZWNmODQyN2U=',
  'x-mns-version': '2015-06-06',
  'x-mns-date': 'Fri, 20 Nov 2026 13:11:58 GMT',
  'security-token': 'tok',
})

function add(request: HttpRequest, headers: HttpRequest['headers']): HttpRequest {
  return { ...request, headers: [...request.headers, ...headers] }
}

/** A request whose client signed something else than it sent. */
function sentAfterSigning(signedAs: Partial<HttpRequest>, sent: HttpRequest = plain): HttpRequest {
  return add(sent, signMnsV2({ ...sent, ...signedAs }, own, at))
}

function edited(name: string, change: (value: string) => string | null): HttpRequest['headers'] {
  return plain.headers.flatMap(([key, value]) => {
    const changed = key.toLowerCase() === name ? change(value) : value
    return changed === null ? [] : [[key, changed] as const]
  })
}

function explain(request: HttpRequest, known = [own, other]) {
  const diagnosis = inEnglish(diagnoseRequest(evidenceOf(request), known))
  if (diagnosis.outcome !== 'explained') throw new Error(diagnosis.message)
  expect(JSON.stringify(diagnosis)).not.toContain(secret)
  return diagnosis.explanation
}

test.each([
  [
    'the handle escaped',
    { target: '/queues/q/messages?ReceiptHandle=1-MTY%2Bab/c==' },
    'target-changed',
    null,
  ],
  ['the query left out', { target: '/queues/q/messages' }, 'target-changed', null],
  ['the method in small letters', { method: 'delete' }, 'method-changed', null],
  ['no digest', { headers: edited('content-md5', () => null) }, 'header-added', 'content-md5'],
  [
    'the digest in hex',
    { headers: edited('content-md5', () => 'd41d8cd98f00b204e9800998ecf8427e') },
    'header-changed',
    'content-md5',
  ],
  [
    'another charset',
    { headers: edited('content-type', () => 'text/xml;charset=utf-8') },
    'header-changed',
    'content-type',
  ],
  ['no type', { headers: edited('content-type', () => null) }, 'header-added', 'content-type'],
])('signed with %s', (_, signedAs: Partial<HttpRequest>, kind, name) => {
  const request = sentAfterSigning(signedAs)
  expect(verifyMnsV2(request, { now: null, secretOf: () => secret }).outcome).toBe('wrong-signature')
  expect(explain(request).edits).toMatchObject([{ kind, name }])
})

test('an x-mns- header that is sent and was not signed', () => {
  const request = add(sentAfterSigning({}), [['x-mns-user-request-id', 'abc']])
  expect(explain(request)).toMatchObject({
    edits: [{ kind: 'header-added', name: 'x-mns-user-request-id', signed: null, received: 'abc' }],
    fix: expect.stringContaining('Sign every x-mns- header'),
  })
})

test('two mistakes at once', () => {
  const headers = edited('content-type', () => 'text/xml;charset=utf-8')
  const request = sentAfterSigning({ headers, target: '/queues/q/messages' })
  expect(explain(request).edits).toMatchObject([
    { kind: 'header-changed', name: 'content-type' },
    { kind: 'target-changed' },
  ])
})

describe('the secret', () => {
  const signWith = (accessKeySecret: string, accessKeyId = own.accessKeyId) =>
    add(plain, signMnsV2(plain, { accessKeyId, accessKeySecret }, at))

  test.each([
    ['the secret with a line feed behind it', `${secret}\n`],
    ['the secret with CR LF behind it', `${secret}\r\n`],
    ['the secret with a space behind it', `${secret} `],
    ['the secret with a byte order mark before it', `\ufeff${secret}`],
    ['an empty secret', ''],
    ['the AccessKey id', own.accessKeyId],
    ['the secret of LTAIother', other.accessKeySecret],
  ])('%s', (signed, used) => {
    expect(explain(signWith(used)).edits).toEqual([
      { kind: 'wrong-key', name: null, signed, received: expect.stringContaining('the secret') },
    ])
  })

  test('stored with a line feed, signed without', () => {
    const stored = { ...own, accessKeySecret: `${secret}\n` }
    expect(explain(signWith(secret), [stored]).edits).toMatchObject([
      { signed: 'the secret without the white space around it' },
    ])
  })

  test('exchanged with its id', () => {
    const request = add(
      plain,
      signMnsV2(plain, { accessKeyId: secret, accessKeySecret: own.accessKeyId }, at),
    )
    expect(explain(request)).toMatchObject({
      causes: ['id-and-secret-swapped'],
      edits: [{ kind: 'wrong-key' }],
    })
  })

  test('misread, and a header changed as well', () => {
    const request = { ...signWith(`${secret}\n`), target: '/queues/q/messages?ReceiptHandle=1-MTY%2Bab/c==' }
    expect(explain(request).edits).toMatchObject([{ kind: 'wrong-key' }, { kind: 'target-changed' }])
  })

  test.each(['LTAIonw', 'ltaiown ', 'LTAIow', 'LTAI0wn', 'LTAIownX'])('known by an id spelled %s', id => {
    const { headers, ...request } = signWith(secret)
    const misspelled = headers.map(
      ([name, value]) => [name, value.replace('LTAIown:', `${id.trim()}:`)] as const,
    )
    const { causes, edits } = explain({ ...request, headers: misspelled })
    expect(causes).toEqual(['access-key-id-misspelled'])
    expect(edits).toMatchObject([{ kind: 'wrong-key', signed: 'the secret of LTAIown' }])
  })

  test('unknown altogether', () => {
    const request = signWith('nobody knows')
    expect(diagnoseRequest(evidenceOf(request), []).outcome).toBe('unknown-key')
    expect(inEnglish(diagnoseRequest(evidenceOf(request), [own]))).toMatchObject({ outcome: 'unexplained' })
  })
})

describe('the form of the signature and of the string', () => {
  const text =
    'DELETE\nZDQxZDhjZDk4ZjAwYjIwNGU5ODAwOTk4ZWNmODQyN2U=\ntext/xml\nFri, 20 Nov 2026 13:11:58 GMT\nx-mns-date:Fri, 20 Nov 2026 13:11:58 GMT\nx-mns-version:2015-06-06\n/queues/q/messages?ReceiptHandle=1-MTY+ab/c=='
  const authorize = (signature: string) =>
    add(plain, [['Authorization', `MNS ${own.accessKeyId}:${signature}`]])
  const mac = (algorithm: string, content: string) => createHmac(algorithm, secret).update(content)

  test.each([
    ['proper', mac('sha1', text).digest('base64'), []],
    ['hex', mac('sha1', text).digest('hex'), ['encoding']],
    ['base64 of hex', Buffer.from(mac('sha1', text).digest('hex')).toString('base64'), ['encoding']],
    ['SHA-256', mac('sha256', text).digest('base64'), ['hash']],
    ['SHA-256 in hex', mac('sha256', text).digest('hex'), ['encoding', 'hash']],
    ['CR LF', mac('sha1', text.replaceAll('\n', '\r\n')).digest('base64'), ['line-end']],
    ['a last line feed', mac('sha1', `${text}\n`).digest('base64'), ['last-line']],
    [
      'the token signed',
      mac('sha1', text.replace('x-mns-date', 'security-token:tok\nx-mns-date')).digest('base64'),
      ['security-token'],
    ],
  ])('%s', (_, signature, names) => {
    expect(explain(authorize(signature)).edits.map(({ name }) => name)).toEqual(names)
  })
})

describe('one scheme taken for another', () => {
  const v4 = add(plain, signMnsV4(plain, own, { at, region: 'cn-beijing' }))
  const v4Signature = headerValue(v4.headers, 'authorization')?.split('Signature=')[1] ?? ''

  test('V4 under the word of V2, in hex as V4 has it', () => {
    const request = add(plain, [['Authorization', `MNS ${own.accessKeyId}:${v4Signature}`]])
    expect(explain(request)).toMatchObject({ causes: ['signature-respelled', 'other-hash', 'other-scheme'] })
  })

  test('V4 for another region than it names', () => {
    const headers = v4.headers.map(
      ([name, value]) => [name, value.replace('cn-beijing', 'cn-hangzhou')] as const,
    )
    expect(explain({ ...v4, headers }).edits).toEqual([
      {
        kind: 'wrong-scheme',
        name: 'region',
        signed: 'it was signed for cn-beijing',
        received: 'it names cn-hangzhou',
      },
    ])
  })

  test('MQS over the headers of MNS', () => {
    const signed = add(plain, signMnsV2(plain, own, at))
    const headers = signed.headers.map(([name, value]) => [name, value.replace('MNS ', 'MQS ')] as const)
    expect(explain({ ...signed, headers }).causes).toEqual(['other-scheme'])
    expect(explain(add(plain, signMnsV2(plain, own, at, mqsDialect))).edits).toEqual([])
  })
})

describe('RPC and ACS3', () => {
  const call = (accessKeySecret: string, change: (query: string) => string = query => query) => {
    const credentials = { ...own, accessKeySecret }
    const query = signRpcV1({ Action: 'SendSms', Name: 'a b*' }, credentials, {
      method: 'GET',
      at,
      nonce: 'n',
    })
    return requestWith('GET', `/?${change(query)}`, {})
  }

  test('a secret without its ampersand, and one with a line feed', () => {
    const query = signRpcV1({ Action: 'A' }, own, { method: 'GET', at, nonce: 'n' })
    const text = `GET&%2F&${encodeURIComponent(query.replace(/&Signature=.*/, ''))}`
    const bare = encodeURIComponent(createHmac('sha1', secret).update(text).digest('base64'))
    const request = requestWith('GET', `/?${query.replace(/Signature=[^&]*$/, `Signature=${bare}`)}`, {})
    expect(explain(request).edits).toMatchObject([{ kind: 'wrong-scheme', name: 'key' }])
    expect(explain(call(`${secret}\n`)).edits).toMatchObject([{ kind: 'wrong-key' }])
  })

  test('signed as GET and sent as POST', () => {
    expect(explain({ ...call(secret), method: 'POST' }).edits).toMatchObject([
      { signed: 'it was signed as GET' },
    ])
  })

  test('ACS3 with a misread secret', () => {
    const request = requestWith('POST', '/', { host: 'h', 'x-acs-action': 'A', 'x-acs-version': 'V' })
    const credentials = { ...own, accessKeySecret: `${secret}\n` }
    expect(explain(add(request, signAcs3(request, credentials, { at, nonce: 'n' }))).edits).toMatchObject([
      { kind: 'wrong-key', signed: 'the secret with a line feed behind it' },
    ])
  })
})

test.each([
  [requestWith('GET', '/', {}), 'holds no signature'],
  [requestWith('GET', '/', { Authorization: 'OSS a:b' }), 'OSS'],
  [requestWith('GET', '/', { Authorization: 'MNS a' }), 'does not go on'],
  [requestWith('POST', '/', { Authorization: 'abcd', 'x-mns-signing-cert-url': 'x' }), 'RSA'],
])('what is no HMAC request is called that', (request, part) => {
  expect(inEnglish(diagnoseRequest(evidenceOf(request), [own]))).toMatchObject({
    outcome: 'other-scheme',
    message: expect.stringContaining(part),
  })
})

/** Processor time, which other programs of a busy machine lengthen less than the clock's. */
function leastOf<Result>(times: number, work: () => Result) {
  const runs = Array.from({ length: times }, () => {
    const before = process.cpuUsage()
    const diagnosis = work()
    const { user, system } = process.cpuUsage(before)
    return { diagnosis, milliseconds: (user + system) / 1000 }
  })
  return runs.reduce((least, run) => (run.milliseconds < least.milliseconds ? run : least))
}

test('a failed search takes its time within bounds', () => {
  const request = add(plain, signMnsV2(plain, { ...own, accessKeySecret: 'nobody knows' }, at))
  const { diagnosis, milliseconds } = leastOf(3, () => diagnoseRequest(evidenceOf(request), [own]))
  expect(milliseconds).toBeLessThan(150)
  expect(diagnosis).toMatchObject({
    outcome: 'unexplained',
    message: { en: expect.stringContaining('another one') },
  })
})

test('the quicker HMAC is the HMAC', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary-ascii' }),
      fc.boolean(),
      (key, text, short) => {
        const algorithm = short ? 'sha1' : 'sha256'
        expect(prepareMac(algorithm, key)(text)).toBe(createHmac(algorithm, key).update(text).digest('hex'))
      },
    ),
  )
})
