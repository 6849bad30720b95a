import { createPublicKey, createVerify } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { DoctorState } from '../../../src/contract/doctor.ts'
import { createDoctor } from '../../../src/core/doctor/createDoctor.ts'
import { toMarkdown } from '../../../src/core/doctor/doctorReport.ts'
import { runDoctor } from '../../../src/core/doctor/runDoctor.ts'
import { createOutbound } from '../../../src/core/outbound/createOutbound.ts'
import type { Settings } from '../../../src/core/settings/createSettings.ts'
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
    open: createOutbound().open,
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
  expect(forgery?.got.en).toContain('the foreign certificate was fetched')
})

test('an endpoint that takes everything, and one that takes nothing', async () => {
  const everything = await examine(await listen(async () => 204), 0)
  const accepted = everything.findings.filter(({ outcome }) => outcome === 'fail').map(({ code }) => code)
  expect(accepted).toContain('unsigned')
  const nothing = await examine(await listen(async () => 403), 0)
  const refused = nothing.findings.filter(({ outcome }) => outcome === 'fail')
  expect(refused.map(({ code }) => code)).toContain('valid')
  expect(refused[0]?.fix.en).toContain('never asked for')
})

function startDoctor(certificatePort = 0) {
  const kept = new Map<string, unknown>()
  const settings = {
    read: (key: string, _schema: unknown, otherwise: unknown) => kept.get(key) ?? otherwise,
    write: (key: string, value: unknown) => void kept.set(key, value),
  } as unknown as Settings
  const doctor = createDoctor({
    settings,
    open: createOutbound().open,
    certificatePort,
    pause: async () => undefined,
  })
  cleanups.push(doctor.close)
  return doctor
}
const never = new AbortController().signal

test('an examination is followed finding by finding, one at a time, and says the same in both languages', async () => {
  const doctor = startDoctor()
  const url = await listen(async () => 204)
  const id = doctor.start({ url, formats: ['xml', 'json'], confirmed: false })
  expect(() => doctor.start({ url, formats: ['xml'], confirmed: false })).toThrow(/being examined/)
  const seen: DoctorState[] = []
  for await (const state of doctor.watch(id, never)) seen.push(state)
  const last = seen.at(-1)
  expect(last).toMatchObject({ state: 'done', url, certificateHost: expect.stringContaining('127.0.0.1:') })
  expect(last?.findings).toHaveLength(last?.total ?? 0)
  expect(seen.map(({ findings }) => findings.length)).toEqual(
    seen.map(({ findings }) => findings.length).toSorted((one, other) => one - other),
  )
  for (const { title, got, expected, risk, fix } of last?.findings ?? [])
    for (const said of [title, got, risk, fix, ...(expected.en === '403' ? [] : [expected])])
      expect(said.zh).toMatch(/\p{Script=Han}/u)
})

test('an examination is cancelled, and the next one can begin', async () => {
  const doctor = startDoctor()
  const url = await listen(async () => 204)
  const id = doctor.start({ url, formats: ['xml'], confirmed: false })
  const states: DoctorState['state'][] = []
  for await (const { state, findings } of doctor.watch(id, never)) {
    states.push(state)
    if (findings.length > 0) doctor.cancel(id)
  }
  expect(states.at(-1)).toBe('cancelled')
  doctor.start({ url, formats: ['xml'], confirmed: false })
  expect(() => doctor.cancel(id)).toThrow(/no such examination/)
})

test('another machine is asked about first', () => {
  const doctor = startDoctor()
  const given = { url: 'http://192.0.2.1:9/hook', formats: ['xml' as const] }
  expect(() => doctor.start({ ...given, confirmed: false })).toThrow(/192\.0\.2\.1:9 is not this machine/)
  doctor.start({ ...given, confirmed: true })
})

test('the certificate is served at another port where the usual one is taken', async () => {
  const server = createTcpServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => server.close())
  const { port } = server.address() as AddressInfo
  const doctor = startDoctor(port)
  const url = await listen(async () => 204)
  const id = doctor.start({ url, formats: ['xml'], confirmed: false })
  const states: DoctorState[] = []
  for await (const state of doctor.watch(id, never)) states.push(state)
  expect(states.at(-1)).toMatchObject({ state: 'done', certificateHost: expect.stringMatching(/^127/) })
  expect(states.at(-1)?.certificateHost).not.toBe(`127.0.0.1:${port}`)
})
