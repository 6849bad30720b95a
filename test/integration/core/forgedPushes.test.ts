import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { formatHttpDate } from '../../../src/protocol/canonical/httpDate.ts'
import type { HttpRequest } from '../../../src/protocol/httpRequest.ts'
import { encodeCertificateUrl } from '../../../src/protocol/push/certificateUrl.ts'
import { writeContentMd5 } from '../../../src/protocol/push/contentMd5.ts'
import { signPush } from '../../../src/protocol/push/signPush.ts'
import { createCertificate } from '../../../src/simulator/certificate/createCertificate.ts'
import { openTestCore, type TestCore } from './openTestCore.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const forger = await createCertificate('modern', Date.now())
const now = Date.now()

/** A push that is right in everything but where its certificate lives. */
function forge(
  certificateUrl: string,
  change: (request: HttpRequest) => HttpRequest = same => same,
): HttpRequest {
  const body = Buffer.from(
    '<?xml version="1.0" encoding="utf-8"?>\n<Notification xmlns="http://mns.aliyuncs.com/doc/v1/"><TopicOwner>1</TopicOwner><TopicName>t</TopicName><MessageId>M1</MessageId><Message>forged</Message></Notification>',
  )
  const unsigned = change({
    method: 'POST',
    target: '/notifications',
    headers: [
      ['Content-Type', 'text/xml;charset=utf-8'],
      ['Content-MD5', writeContentMd5(body, 'hex')],
      ['Date', formatHttpDate(now)],
      ['x-mns-request-id', '512B2A634403E52B1956133E'],
      ['x-mns-signing-cert-url', encodeCertificateUrl(certificateUrl)],
      ['x-mns-version', '2015-06-06'],
    ],
    body,
  })
  return {
    ...unsigned,
    headers: [...unsigned.headers, ['Authorization', signPush(unsigned, forger.privateKey)]],
  }
}

async function send(core: TestCore, { method, target, headers, body }: HttpRequest): Promise<number> {
  const answer = await fetch(core.origin + target, {
    method,
    headers: headers.map(([name, value]) => [name, value] as [string, string]),
    body: Buffer.from(body),
  })
  return answer.status
}

/** A server that counts who asks; it offers the forger's certificate. */
async function listen(handler?: RequestListener) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (handler === undefined) response.end(forger.pem)
    else handler(request, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => server.close().closeAllConnections())
  return { asked, host: `127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function open(settings: object = {}): Promise<TestCore> {
  const core = await openTestCore(settings)
  cleanups.push(core.close)
  return core
}

test('a push that names a certificate anywhere else is never valid, and nothing is fetched', async () => {
  const canary = await listen()
  const core = await open({ trustedCertificateHosts: ['signer.example:8443'] })
  const published = 'mnstest.oss-cn-hangzhou.aliyuncs.com'
  const addresses = [
    `http://${canary.host}/x509_public_certificate.pem`,
    `https://${canary.host}/x509_public_certificate.pem`,
    `http://${published}@${canary.host}/x509_public_certificate.pem`,
    `https://${published}%40${canary.host}/x509_public_certificate.pem`,
    `https://${published}.evil.example/x509_public_certificate.pem`,
    `https://${published}%2eevil.example/x509_public_certificate.pem`,
    `https://${published}\\.${canary.host}/x509_public_certificate.pem`,
    `https://${published}.:443/x509_public_certificate.pem`,
    `https://evil-${published}/x509_public_certificate.pem`,
    `https://mnstest%2eoss-cn-hangzhou.aliyuncs.com/x509_public_certificate.pem`,
    `https://${published}:8443/x509_public_certificate.pem`,
    `https://${published}/../x509_public_certificate.pem?u=http://${canary.host}`,
    `https://mns-cert.oss-cn-hangzhou.aliyuncs.com.${canary.host}/a.pem`,
    `http://mns-cert.oss-cn-hangzhou.aliyuncs.com/a.pem`,
    `http://${published}/other.pem`,
    `http://signer.example:8443/a.pem`,
    `file:///etc/ssl/cert.pem`,
    `http://localhost:${canary.host.split(':')[1]}/a.pem`,
    `http://[::1]:${canary.host.split(':')[1]}/a.pem`,
    `http://169.254.169.254/latest/meta-data.pem`,
  ]
  for (const address of addresses) expect([address, await send(core, forge(address))]).toEqual([address, 403])
  const rows = await core.rows()
  expect(new Set(rows.map(({ signature }) => JSON.stringify(signature)))).toEqual(
    new Set(['{"verdict":"invalid","certificateTrust":"untrusted"}']),
  )
  expect(canary.asked).toEqual([])
  const [row] = rows
  const { attempts } = await core.call('pushes.attempts', { id: row?.id as never })
  expect(attempts).toHaveLength(addresses.length)
  expect(attempts[0]?.answer.reason.en).toContain('Most sample handlers would accept it')
})

test('a redirect of a trusted host is not followed, and decides nothing', async () => {
  const canary = await listen()
  const trusted = await listen((_, response) =>
    response.writeHead(302, { location: `http://${canary.host}/x509_public_certificate.pem` }).end(),
  )
  const core = await open({ trustedCertificateHosts: [trusted.host] })
  for (let times = 0; times < 3; times++) {
    expect(await send(core, forge(`http://${trusted.host}/a.pem`))).toBe(500)
  }
  expect(trusted.asked).toEqual(['/a.pem'])
  expect(canary.asked).toEqual([])
  expect((await core.rows())[0]?.signature?.verdict).toBe('undecided')
})

test('a genuine push and a forged one with the same message id are two rows', async () => {
  const signer = await listen()
  const core = await open({ trustedCertificateHosts: [signer.host] })
  const genuine = forge(`http://${signer.host}/a.pem`)
  expect(await send(core, genuine)).toBe(204)
  expect(
    await send(core, { ...genuine, body: Buffer.from(genuine.body.toString().replace('forged', 'FORGED')) }),
  ).toBe(403)
  expect(await send(core, genuine)).toBe(204)
  const rows = (await core.details()).reverse()
  expect(rows.map(({ signature, deliveries, content }) => [signature?.verdict, deliveries, content])).toEqual(
    [
      ['valid', 2, 'forged'],
      ['invalid', 1, 'FORGED'],
    ],
  )
  const { attempts } = await core.call('pushes.attempts', { id: rows[0]?.id as never })
  expect(attempts.map(({ replayed }) => replayed)).toEqual([false, true])
  expect(signer.asked).toHaveLength(1)
})
