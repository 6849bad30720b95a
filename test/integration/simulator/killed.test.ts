import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seededRandom } from '../../../src/simulator/random.ts'
import { startSimulator } from '../../../src/simulator/startSimulator.ts'
import { type Answer, call, element, type Target } from './wire.ts'

let directory = ''
let child: ChildProcess | null = null

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'simulator-killed-'))
})

afterEach(() => {
  child?.kill('SIGKILL')
  rmSync(directory, { recursive: true })
})

async function startChild(): Promise<Target> {
  const script = join(import.meta.dirname, 'simulatorProcess.ts')
  child = spawn(process.execPath, [script, directory, 'secret'], { stdio: ['ignore', 'pipe', 'inherit'] })
  if (child.stdout === null) throw new Error('the child has no stdout')
  for await (const line of createInterface(child.stdout)) return JSON.parse(line)
  throw new Error('the child ended before it was ready')
}

async function killChild(): Promise<void> {
  if (child === null) return
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
  child = null
}

const message = (body: string) => `<Message><MessageBody>${body}</MessageBody></Message>`

test('a killed simulator has every acknowledged send and none of the acknowledged deletes', async () => {
  const random = seededRandom(5)
  const sent = new Set<string>()
  const deleted = new Set<string>()
  /** Sent or deleted, but killed before the answer: either outcome is right. */
  const open = new Set<string>()
  let count = 0

  for (let life = 0; life < 3; life++) {
    const simulator = await startChild()
    await call(simulator, { method: 'PUT', target: '/queues/q' })
    let killed = false
    const ask = (method: string, target: string, body = ''): Promise<Answer | null> =>
      call(simulator, { method, target: `/queues/q/messages${target}`, body }).catch(() => null)

    const enough = sent.size + 60 + Math.floor(random() * 60)
    const sentEnough = Promise.withResolvers<void>()
    const sender = async () => {
      while (!killed) {
        const body = `message ${count++}`
        open.add(body)
        const answer = await ask('POST', '', message(body))
        if (answer?.status !== 201) continue
        open.delete(body)
        sent.add(body)
        if (sent.size === enough) sentEnough.resolve()
      }
    }
    const deleter = async () => {
      while (!killed) {
        const received = await ask('GET', '')
        if (received?.status !== 200) continue
        const body = element(received, 'MessageBody')
        open.add(body)
        const answer = await ask('DELETE', `?ReceiptHandle=${element(received, 'ReceiptHandle')}`)
        if (answer?.status === 204) {
          deleted.add(body)
          open.delete(body)
        }
      }
    }
    const workers = [sender(), sender(), sender(), deleter(), deleter()]
    await sentEnough.promise
    await killChild()
    killed = true
    await Promise.all(workers)
  }

  const back = await startSimulator({ state: directory, accessKeySecret: 'secret' })
  back.clock.jump(60_000)
  const found = new Set<string>()
  for (;;) {
    const answer = await call(back, { method: 'GET', target: '/queues/q/messages?numOfMessages=16' })
    if (answer.status === 404) break
    for (const [, body = ''] of answer.body.matchAll(/<MessageBody>([^<]*)</g)) found.add(body)
  }
  await back.close()
  expect(deleted.size).toBeGreaterThan(20)
  const lost = [...sent].filter(body => !deleted.has(body) && !open.has(body) && !found.has(body))
  const resurrected = [...deleted].filter(body => found.has(body))
  expect({ lost, resurrected }).toEqual({ lost: [], resurrected: [] })
})

test('the account’s own secret is made once and kept', async () => {
  const first = await startSimulator({ state: directory })
  const { accessKeySecret } = first
  await first.close()
  const second = await startSimulator({ state: directory })
  expect(second.accessKeySecret).toBe(accessKeySecret)
  await second.close()
})
