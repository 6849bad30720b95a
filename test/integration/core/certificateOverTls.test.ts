import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Words } from '../../../src/contract/words.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'

const openssl = spawnSync('openssl', ['version']).status === 0
const name = `a certificate host over TLS${openssl ? '' : ' (openssl is not here: skipped)'}`
const outboundModule = join(import.meta.dirname, '../../../src/core/outbound/createOutbound.ts')
const fetchModule = join(import.meta.dirname, '../../../src/core/verification/fetchCertificate.ts')

/** A host on this machine whose own certificate nobody has signed. */
async function startHost() {
  const directory = temporaryDirectory()
  const [key, certificate] = [join(directory, 'key.pem'), join(directory, 'certificate.pem')]
  const subject = ['-subj', '/CN=certificate-host', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2']
  const made = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    key,
    '-out',
    certificate,
    ...subject,
  ]
  expect(spawnSync('openssl', made).status).toBe(0)
  const options = { key: readFileSync(key), cert: readFileSync(certificate) }
  const server = createServer(options, (_, response) => response.end('held'))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/a.pem`, certificate }
}

/** In a process of its own, for which authorities it trusts is settled when it starts. */
function fetchFrom(url: string, authority: string | null): Promise<{ outcome: string; reason?: Words }> {
  const program = `import { fetchCertificate } from ${JSON.stringify(fetchModule)}
    import { createOutbound } from ${JSON.stringify(outboundModule)}
    console.log(JSON.stringify(await fetchCertificate(${JSON.stringify(url)}, true, createOutbound().open)))`
  const extra = authority === null ? {} : { NODE_EXTRA_CA_CERTS: authority }
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...extra }
    execFile(process.execPath, ['--input-type=module', '-e', program], { env }, (error, stdout) =>
      error === null ? resolve(JSON.parse(stdout)) : reject(error),
    )
  })
}

describe.skipIf(!openssl)(name, () => {
  test('is heard where its authority is trusted, and refused elsewhere', async () => {
    const { url, certificate } = await startHost()
    expect(await fetchFrom(url, certificate)).toMatchObject({ outcome: 'fetched' })
    const { outcome, reason } = await fetchFrom(url, null)
    expect(outcome).toBe('failed')
    expect(reason?.en).toMatch(/SELF_SIGNED|self.signed/i)
  })
})
