import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Verification } from '../../../src/contract/push.ts'
import { encodeCertificateUrl } from '../../../src/protocol/push/certificateUrl.ts'
import { writeContentMd5 } from '../../../src/protocol/push/contentMd5.ts'
import { signPush } from '../../../src/protocol/push/signPush.ts'
import { signMnsV2 } from '../../../src/protocol/requestSignature/mnsV2.ts'
import { createCertificate } from '../../../src/simulator/certificate/createCertificate.ts'
import { sharedDirectory } from '../../sharedDirectory.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { runHere } from './runHere.ts'

const signer = await createCertificate('modern', Date.now())
const host = 'signer.example:8443'

function rawPush(target = '/notifications?tenant=7', contentType = 'text/xml;charset=utf-8'): string {
  const body = '<Notification><MessageId>1</MessageId><Message>hi</Message></Notification>'
  const headers: [string, string][] = [
    ['Content-Type', 'text/xml;charset=utf-8'],
    ['Content-MD5', writeContentMd5(Buffer.from(body), 'hex')],
    ['Date', 'Wed, 29 Mar 2023 08:00:00 GMT'],
    ['x-mns-request-id', '512B2A634403E52B1956133E'],
    ['x-mns-signing-cert-url', encodeCertificateUrl(`https://${host}/a.pem`)],
    ['x-mns-version', '2015-06-06'],
  ]
  const request = { method: 'POST', target: '/notifications?tenant=7', headers, body: Buffer.from(body) }
  const signed = [...headers, ['Authorization', signPush(request, signer.privateKey)] as const]
  const lines = signed.map(([name, value]) => `${name}: ${name === 'Content-Type' ? contentType : value}`)
  return [`POST ${target} HTTP/1.1`, 'Host: example.com', ...lines, '', body].join('\r\n')
}

async function verify(capture: string, options: string[] = []) {
  const directory = temporaryDirectory()
  const file = join(directory, 'capture')
  const certificate = join(directory, 'certificate.pem')
  writeFileSync(file, capture)
  writeFileSync(certificate, signer.pem)
  const args = options.map(option => (option === 'CERT' ? certificate : option))
  const { code, stdout, stderr } = await runHere(['verify', file, '--offline', '--json', ...args], {
    environment: { XDG_DATA_HOME: directory },
  })
  return { code, stderr, result: stdout === '' ? null : (JSON.parse(stdout) as Verification) }
}

const outcomes = (result: Verification | null) =>
  Object.fromEntries(result?.checks.map(({ code, outcome }) => [code, outcome]) ?? [])

test('a genuine push is valid with its certificate given and its host trusted', async () => {
  const { code, result } = await verify(rawPush(), ['--cert', 'CERT', '--trust-host', host])
  expect(code).toBe(0)
  expect(result).toMatchObject({
    kind: 'push',
    scheme: 'mns-push-rsa-sha1',
    verdict: 'valid',
    signedDigest: expect.stringMatching(/^[0-9a-f]{40}$/),
    certificate: { host, hostTrusted: true, keyBits: 2048, source: 'file', expired: false },
    diagnosis: [],
  })
})

test('the same push from a host that nobody trusts is invalid, although its RSA check passes', async () => {
  const { code, result } = await verify(rawPush(), ['--cert', 'CERT'])
  expect(code).toBe(1)
  expect(outcomes(result)).toMatchObject({ signature: 'pass', 'certificate-host': 'fail' })
})

test('what was changed on the way is named, with the registered address', async () => {
  const given = ['--cert', 'CERT', '--trust-host', host]
  const retyped = await verify(rawPush(undefined, 'text/xml'), given)
  expect(retyped.code).toBe(1)
  expect(retyped.result?.diagnosis[0]).toMatchObject({
    proven: true,
    edits: [
      {
        kind: 'header-changed',
        name: 'content-type',
        signed: 'text/xml;charset=utf-8',
        received: 'text/xml',
      },
    ],
  })
  const rewritten = await verify(rawPush('/internal/hook'), [
    ...given,
    '--registered-url',
    'https://example.com/notifications?tenant=7',
  ])
  expect(rewritten.result?.diagnosis[0]?.edits).toEqual([
    { kind: 'target-changed', name: null, signed: '/notifications?tenant=7', received: '/internal/hook' },
  ])
})

test('without the certificate, or without the secret, nothing can be decided', async () => {
  expect((await verify(rawPush(), ['--trust-host', host])).code).toBe(3)
  const request = { method: 'GET', target: '/queues', headers: [], body: Buffer.alloc(0) }
  const credentials = { accessKeyId: 'id', accessKeySecret: 'secret' }
  const headers = signMnsV2(request, credentials, Date.now()).map(([name, value]) => `${name}: ${value}`)
  const capture = ['GET /queues HTTP/1.1', ...headers, '', ''].join('\n')
  expect((await verify(capture)).code).toBe(3)
  const secretFile = join(temporaryDirectory(), 'secret')
  writeFileSync(secretFile, 'secret\n')
  const known = await verify(capture, ['--secret-file', secretFile])
  expect(known).toMatchObject({ code: 0, result: { kind: 'request', scheme: 'mns-v2-hmac-sha1' } })
  const edited = await verify(capture.replace('/queues', '/queues?x=1'), ['--secret-file', secretFile])
  expect(edited).toMatchObject({ code: 1, result: { diagnosis: [{ edits: [{ kind: 'target-changed' }] }] } })
})

test('a curl command and a HAR file say the same; anything else is unusable', async () => {
  const given = ['--cert', 'CERT', '--trust-host', host]
  const [head = '', body = ''] = rawPush().split('\r\n\r\n')
  const [, ...lines] = head.split('\r\n')
  const curl = `curl -X POST 'https://example.com/notifications?tenant=7' ${lines.map(line => `-H '${line}'`).join(' ')} --data-raw '${body}'`
  expect((await verify(curl, given)).code).toBe(0)
  const headers = lines.map(line => ({
    name: line.split(': ')[0],
    value: line.slice(line.indexOf(': ') + 2),
  }))
  const request = {
    method: 'POST',
    url: 'https://example.com/notifications?tenant=7',
    httpVersion: 'HTTP/1.1',
    headers,
    postData: { text: body },
  }
  const har = { log: { entries: [{ startedDateTime: '2023-03-29T08:00:01.000Z', request }] } }
  const fromHar = await verify(JSON.stringify(har), given)
  expect(fromHar.code).toBe(0)
  expect(outcomes(fromHar.result).date).toBe('pass')
  expect(await verify('hello')).toMatchObject({ code: 2, stderr: expect.stringContaining('was expected') })
})

test('a verifier is printed for a push, and refused for a request that holds a secret', async () => {
  const file = join(temporaryDirectory(), 'capture')
  writeFileSync(file, rawPush())
  const written = await runHere(['verify', file, '--generate', 'python', '--trust-host', host])
  expect(written).toMatchObject({ code: 0, stderr: '' })
  expect(written.stdout).toContain(`"https://${host}"`)
  expect(written.stdout).toContain('"/notifications?tenant=7"')
  expect(await runHere(['verify', file, '--generate', 'cobol'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('node, java, python, go, php'),
  })
  writeFileSync(file, 'GET / HTTP/1.1\nAuthorization: MNS id:abc=\n\n')
  expect(await runHere(['verify', file, '--generate', 'go'])).toMatchObject({ code: 2, stdout: '' })
})

describe.skipIf(sharedDirectory === null)('against the reference vectors (absent: skipped)', () => {
  const vectors = join(sharedDirectory ?? '', 'reference/vectors')
  const read = (name: string) => readFileSync(join(vectors, name), 'utf8')
  const certificate = join(vectors, 'mns_push_cert_x509_public_certificate.pem')

  const capture = (stringToSign: string, authorization: string) => {
    const [method = '', md5 = '', type = '', date = '', ...rest] = stringToSign.split('\n')
    const target = rest.pop() ?? ''
    const extensions = rest.map(line => line.replace(':', ': '))
    const fields = [`Content-MD5: ${md5}`, `Content-Type: ${type}`, `Date: ${date}`, ...extensions]
    return [`${method} ${target} HTTP/1.1`, ...fields, `Authorization: ${authorization}`, '', ''].join('\r\n')
  }

  test('the real push of 2016 is valid with its short, expired key', async () => {
    const real = capture(
      read('push_xml_2016-02-23.string-to-sign.txt'),
      read('push_xml_2016-02-23.authorization.txt').trim(),
    )
    const { code, result } = await verify(real, ['--cert', certificate])
    expect(code).toBe(0)
    expect(result).toMatchObject({
      verdict: 'valid',
      certificate: { keyBits: 512, expired: true, hostTrusted: true },
    })
    expect(outcomes(result)).toMatchObject({ 'certificate-validity': 'warn', 'key-length': 'warn' })
    const changed = await verify(real.replace('text/xml', 'text/plain'), ['--cert', certificate])
    expect(changed.code).toBe(1)
  })

  test('offline and without a certificate the built-in published key says the same, and no more', async () => {
    const string = read('push_xml_2016-02-23.string-to-sign.txt')
    const authorization = read('push_xml_2016-02-23.authorization.txt').trim()
    const real = await verify(capture(string, authorization))
    expect(real).toMatchObject({ code: 0, result: { verdict: 'valid', certificate: { source: 'built-in' } } })
    const changed = await verify(capture(string.replace('text/xml', 'text/plain'), authorization))
    expect(changed).toMatchObject({ code: 1, result: { verdict: 'invalid' } })
    expect(changed.result?.diagnosis[0]?.edits).toMatchObject([{ name: 'content-type' }])
    const signedByAnother = Buffer.alloc(64, 7).toString('base64')
    const unknown = await verify(capture(string, signedByAnother))
    expect(unknown).toMatchObject({ code: 3, result: { verdict: 'undecided', certificate: null } })
  })

  test.each(['XML', 'SIMPLIFIED'])('the edited %s example of document 002 is not valid', async format => {
    const directory = join(sharedDirectory ?? '', 'reference')
    const name = readdirSync(directory).find(each => each.startsWith('002_')) ?? ''
    const text = readFileSync(join(directory, name), 'utf8').split('返回示例').find(isPushExample) ?? ''
    const example = text.slice(text.indexOf(`${format} 格式`))
    const field = (header: string) =>
      new RegExp(`^${header}:\\s*(\\S[^\\n]*(?:\\n[\\w+/=]+(?=\\n))?)`, 'm')
        .exec(example)?.[1]
        ?.replace('\n', '') ?? ''
    const named = [
      'Date',
      'Content-Type',
      'Content-MD5',
      'Authorization',
      'x-mns-message-id',
      'x-mns-message-tag',
    ]
    const other = ['x-mns-request-id', 'x-mns-version']
    const url = 'http://mnstest.oss-cn-hangzhou.aliyuncs.com/x509_public_certificate.pem'
    const present = [...named.slice(0, 4), ...(format === 'XML' ? [] : named.slice(4)), ...other]
    const lines = [
      'POST /notifications HTTP/1.1',
      ...present.map(header => `${header}: ${field(header)}`),
      `x-mns-signing-cert-url: ${encodeCertificateUrl(url)}`,
    ]
    expect(lines.every(line => !line.endsWith(': '))).toBe(true)
    const { code, result } = await verify([...lines, '', ''].join('\r\n'), ['--cert', certificate])
    expect([code, result?.verdict]).toEqual([1, 'invalid'])
    expect(outcomes(result)).toMatchObject({ signature: 'fail', 'certificate-host': 'pass' })
  })
})

const isPushExample = (text: string) => text.includes('POST /notifications HTTP/1.1')
