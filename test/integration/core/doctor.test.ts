import { createPublicKey, createVerify } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { toMarkdown } from '../../../src/core/doctor/doctorReport.ts'
import { runDoctor } from '../../../src/core/doctor/runDoctor.ts'
import { openTestCore } from './openTestCore.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function freePort(): Promise<number> {
  const server = createTcpServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

const examine = (url: string, certificatePort: number) =>
  runDoctor({
    url,
    formats: ['xml', 'json', 'simplified'],
    certificatePort,
    pause: async () => undefined,
    signal: new AbortController().signal,
  })

async function listen(handle: (request: IncomingMessage, body: Buffer) => Promise<number>): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer)
    } catch {
      return // The doctor's slow sender hung up.
    }
    response.writeHead(await handle(request, Buffer.concat(chunks))).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => server.close().closeAllConnections())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?tenant=7`
}

test('the endpoint of this program is well but for the age of pushes, which it only notes', async () => {
  const certificatePort = await freePort()
  const core = await openTestCore({ trustedCertificateHosts: [`127.0.0.1:${certificatePort}`] })
  cleanups.push(core.close)
  const report = await examine(`${core.origin}/notifications?tenant=7`, certificatePort)
  expect(report.findings.filter(({ outcome }) => outcome !== 'pass').map(({ code }) => code)).toEqual([
    'stale-date',
  ])
  expect(report).toMatchObject({ failed: 0, warned: 1 })
  expect(toMarkdown(report)).toContain('| warn | a genuine push of an hour ago (xml) |')
})

test('a handler like most samples accepts the forgery, fetches anything, and looks at no body', async () => {
  const url = await listen(async ({ method, url: target, headers }) => {
    const certificateUrl = Buffer.from(String(headers['x-mns-signing-cert-url']), 'base64').toString()
    const extensions = Object.keys(headers)
      .filter(name => name.startsWith('x-mns-'))
      .sort()
    const text = [
      method,
      headers['content-md5'],
      headers['content-type'],
      headers.date,
      ...extensions.map(name => `${name}:${headers[name]}`),
      target,
    ].join('\n')
    try {
      const certificate = await (await fetch(certificateUrl)).text()
      const verifier = createVerify('RSA-SHA1').update(text, 'latin1')
      return verifier.verify(createPublicKey(certificate), headers.authorization ?? '', 'base64') ? 204 : 403
    } catch {
      return 403
    }
  })
  const report = await examine(url, 0)
  const failed = new Set(report.findings.filter(({ outcome }) => outcome === 'fail').map(({ code }) => code))
  expect(failed).toEqual(new Set(['tampered-body', 'foreign-certificate', 'private-address']))
  const forgery = report.findings.find(({ code }) => code === 'foreign-certificate')
  expect(forgery?.got).toContain('the foreign certificate was fetched')
})

test('an endpoint that takes everything, and one that takes nothing', async () => {
  const everything = await examine(await listen(async () => 204), 0)
  const accepted = everything.findings.filter(({ outcome }) => outcome === 'fail').map(({ code }) => code)
  expect(accepted).toContain('unsigned')
  const nothing = await examine(await listen(async () => 403), 0)
  const refused = nothing.findings.filter(({ outcome }) => outcome === 'fail')
  expect(refused.map(({ code }) => code)).toContain('valid')
  expect(refused[0]?.fix).toContain('never asked for')
})
