import { execFile, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type VerifierLanguage, verifierLanguages } from '../../../src/contract/signature.ts'
import { type CertificateHost, startCertificateHost } from '../../../src/core/doctor/certificateHost.ts'
import { writeSignedPush } from '../../../src/core/doctor/signedPush.ts'
import type { HttpRequest } from '../../../src/protocol/httpRequest.ts'
import { encodeCertificateUrl } from '../../../src/protocol/push/certificateUrl.ts'
import { signPush } from '../../../src/protocol/push/signPush.ts'
import { writeVerifier } from '../../../src/protocol/verifier/writeVerifier.ts'
import type { PushSigner } from '../../../src/simulator/push/pushRequest.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'

type Outcome = { code: number; output: string }

/** What runs each, and a way to ask whether it can. */
const programs: Record<
  VerifierLanguage,
  { file: string; arguments: string[]; probe: string[]; needs: string }
> = {
  node: { file: process.execPath, arguments: [], probe: ['--version'], needs: 'Node' },
  python: {
    file: 'python3',
    arguments: [],
    probe: ['-c', 'import cryptography'],
    needs: 'Python with cryptography',
  },
  java: { file: 'java', arguments: [], probe: ['-version'], needs: 'Java' },
  go: { file: 'go', arguments: ['run'], probe: ['version'], needs: 'Go' },
  php: {
    file: 'php',
    arguments: [],
    probe: ['-r', 'exit(extension_loaded("curl") ? 0 : 1);'],
    needs: 'PHP with curl',
  },
}
/** The others take seconds to start; their rules are the same. */
const thorough: ReadonlySet<VerifierLanguage> = new Set(['node', 'python'])
const patience = 120_000

function execute(file: string, parameters: string[], cwd?: string): Promise<Outcome> {
  return new Promise(resolve => {
    const environment = { ...process.env, NO_PROXY: '*', no_proxy: '*' }
    execFile(file, parameters, { cwd, env: environment }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
      resolve({ code, output: `${stdout}${stderr}`.trim() })
    })
  })
}

let trusted: CertificateHost
/** With a key of 512 bits that ran out in 2016, as the published one. */
let aged: CertificateHost
let stranger: CertificateHost
let genuine: HttpRequest
let redirecting: { origin: string; stop: () => void }

beforeAll(async () => {
  trusted = await startCertificateHost(0)
  aged = await startCertificateHost(0, '127.0.0.1', 'legacy')
  stranger = await startCertificateHost(0)
  redirecting = await startRedirecting(stranger.signer.certificateUrl)
  genuine = pushBy(trusted.signer)
})
afterAll(async () => {
  redirecting.stop()
  await trusted.stop()
  await aged.stop()
  await stranger.stop()
})

function pushBy(signer: PushSigner): HttpRequest {
  const at = Date.UTC(2026, 10, 20)
  return writeSignedPush(
    {
      format: 'simplified',
      target: '/notifications?tenant=7&name=%E7%9F%AD',
      message: '{"price":"$5","text":"短信 \\"quoted\\""}',
      tag: '标签 "a" $HOME \\',
      messageId: 'M1',
      publishedAt: at,
      date: at,
    },
    signer,
  )
}

/** Signed by a stranger's key, naming an address of the forger's choice. */
const forgedAt = (certificateUrl: string) =>
  pushBy({ privateKey: stranger.signer.privateKey, certificateUrl })

const changed = (name: string, value: string): HttpRequest => ({
  ...genuine,
  headers: genuine.headers.map(header => (header[0].toLowerCase() === name ? [header[0], value] : header)),
})

async function startRedirecting(to: string) {
  const server = createServer((_, response) => response.writeHead(302, { location: to }).end())
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const stop = () => {
    server.close()
    server.closeAllConnections()
  }
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop }
}

async function runSelfTest(language: VerifierLanguage, request: HttpRequest): Promise<Outcome> {
  const directory = temporaryDirectory()
  const { fileName, source } = writeVerifier(language, request, [trusted.host, aged.host, redirecting.origin])
  writeFileSync(join(directory, fileName), source)
  const program = programs[language]
  return await execute(program.file, [...program.arguments, fileName], directory)
}

const forgeries: Record<string, () => HttpRequest> = {
  'another body': () => ({ ...genuine, body: Buffer.from('{"price":"$0"}') }),
  'another body with its own digest': () => pushWithDigestOf('{"price":"$0"}'),
  'a changed header': () => changed('x-mns-message-id', 'M2'),
  'an added header': () => ({ ...genuine, headers: [...genuine.headers, ['x-mns-added', '1']] }),
  'another path': () => ({ ...genuine, target: '/notifications?tenant=8' }),
  'no signature': () => changed('authorization', ''),
  'a stranger’s host': () => forgedAt(stranger.signer.certificateUrl),
  'the trusted host as a user name': () =>
    forgedAt(`${new URL(trusted.signer.certificateUrl).origin}@${stranger.host}/x509_public_certificate.pem`),
  'a host that begins like the published one': () =>
    forgedAt('https://mnstest.oss-cn-hangzhou.aliyuncs.com.evil.example/x509_public_certificate.pem'),
  'encoded dots': () =>
    forgedAt('https://mnstest.oss-cn-hangzhou%2ealiyuncs.com/x509_public_certificate.pem'),
  'a query behind the path': () => forgedAt(`${trusted.signer.certificateUrl}?x=.pem`),
}

function pushWithDigestOf(text: string): HttpRequest {
  const body = Buffer.from(text)
  const request = { ...genuine, body }
  const headers = request.headers.filter(([name]) => name.toLowerCase() !== 'authorization')
  return {
    ...request,
    headers: [...headers, ['Authorization', signPush({ ...request, headers }, stranger.signer.privateKey)]],
  }
}

for (const language of verifierLanguages) {
  const { file, probe, needs } = programs[language]
  const usable = spawnSync(file, probe).status === 0
  const name = `a verifier in ${language}${usable ? '' : ` (${needs} is not here: skipped)`}`

  describe.skipIf(!usable)(name, () => {
    test(
      'takes genuine pushes and fetches nothing for a forged one',
      async () => {
        for (const push of [genuine, pushBy(aged.signer)]) {
          expect(await runSelfTest(language, push)).toEqual({ code: 0, output: 'valid' })
        }
        const before = stranger.fetches()
        const { output: refusal } = await runSelfTest(language, forgedAt(stranger.signer.certificateUrl))
        expect(refusal).toContain('refused: its certificate is not at an address of MNS')
        expect(stranger.fetches()).toBe(before)
      },
      patience,
    )
  })

  if (!thorough.has(language)) continue
  describe.skipIf(!usable)(name, () => {
    test.each(Object.entries(forgeries))(
      'refuses %s',
      async (_, forge) => {
        const before = stranger.fetches()
        const { code, output } = await runSelfTest(language, forge())
        expect(output).toMatch(/^refused: /)
        expect(code).toBe(1)
        expect(stranger.fetches()).toBe(before)
      },
      patience,
    )

    test(
      'follows no redirect to another certificate',
      async () => {
        const before = stranger.fetches()
        const forged = forgedAt(`${redirecting.origin}/x509_public_certificate.pem`)
        const { code, output } = await runSelfTest(language, forged)
        expect(code).not.toBe(0)
        expect(output).not.toMatch(/^valid/)
        expect(stranger.fetches()).toBe(before)
      },
      patience,
    )
  })
}

test('a published push made with the real key is told from one at http that is not the known address', async () => {
  const url = 'http://mnstest.oss-cn-hangzhou.aliyuncs.com/other.pem'
  const { output } = await runSelfTest('node', changed('x-mns-signing-cert-url', encodeCertificateUrl(url)))
  expect(output).toBe('refused: its certificate is not at an address of MNS')
})
