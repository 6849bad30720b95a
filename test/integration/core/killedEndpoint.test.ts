import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Agent, type Dispatcher } from 'undici'
import { expect, onTestFinished, test } from 'vitest'
import { startCertificateHost } from '../../../src/core/doctor/certificateHost.ts'
import { writeSignedPush } from '../../../src/core/doctor/signedPush.ts'
import { openStore } from '../../../src/core/store/openStore.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'

const kills = Number(process.env.RECEIPTSCOPE_ENDPOINT_KILLS ?? 4)
const answersBeforeKill = 150

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

test('no push that was answered with 204 is lost, however often the endpoint is killed', async () => {
  const certificates = await startCertificateHost(0)
  onTestFinished(() => certificates.stop())
  const dataDirectory = temporaryDirectory()
  const answered: string[] = []
  let number = 0

  for (let kill = 0; kill < kills; kill++) {
    const port = await freePort()
    const config = { endpoint: { port, trustedCertificateHosts: [certificates.host] } }
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'consumingProcess.ts'), dataDirectory, JSON.stringify(config)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const exited = once(child, 'exit')
    await Promise.race([once(child.stdout, 'data'), exited])
    const dispatcher = new Agent({ connections: 16 })
    const until = answered.length + answersBeforeKill

    const lane = async () => {
      while (child.exitCode === null && child.signalCode === null) {
        const messageId = `M${number++}`
        const at = Date.now()
        const contents = { message: messageId, tag: null, messageId, publishedAt: at, date: at }
        const push = writeSignedPush(
          { ...contents, format: 'simplified', target: '/notifications' },
          certificates.signer,
        )
        const status = await dispatcher
          .request({
            origin: `http://127.0.0.1:${port}`,
            path: push.target,
            method: push.method as Dispatcher.HttpMethod,
            headers: push.headers.flat(),
            body: push.body,
          })
          .then(
            ({ statusCode }) => statusCode,
            () => null,
          )
        if (status === null) return
        expect(status).toBe(204)
        answered.push(messageId)
        if (answered.length === until) child.kill('SIGKILL')
      }
    }
    await Promise.all(Array.from({ length: 16 }, lane))
    await exited
    await dispatcher.destroy()
  }

  const store = openStore(dataDirectory, () => undefined)
  onTestFinished(() => store.close())
  const kept = new Set(store.database.prepare('SELECT message_id FROM receipt').pluck().all())
  expect(answered.filter(id => !kept.has(id))).toEqual([])
  expect(answered.length).toBeGreaterThanOrEqual(kills * answersBeforeKill)
  const attempts = store.database.prepare('SELECT count(*) FROM attempt').pluck().get()
  expect(attempts).toBe(kept.size)
})
