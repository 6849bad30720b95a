import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { callMns, elementIn, messageXml, subscriptionXml } from './mnsCaller.ts'
import { startPushReceiver } from './pushReceiver.ts'
import type { Target } from './wire.ts'

type Running = { child: ChildProcess; simulator: Target }

async function startProcess(state: string): Promise<Running> {
  const script = join(import.meta.dirname, 'simulatorProcess.ts')
  const child = spawn(process.execPath, [script, state, 'secret'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, simulator: JSON.parse(String(line)) }
}

async function kill({ child }: Running): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

test('every acknowledged message is pushed, though the simulator is killed in between', async () => {
  const state = await mkdtemp(join(tmpdir(), 'receiptscope-'))
  const endpoint = await startPushReceiver([500])
  const first = await startProcess(state)
  await callMns(first.simulator, 'PUT', '/topics/t')
  const settings = { Endpoint: endpoint.url, NotifyStrategy: 'EXPONENTIAL_DECAY_RETRY' }
  await callMns(first.simulator, 'PUT', '/topics/t/subscriptions/s', subscriptionXml(settings))
  const acknowledged: string[] = []
  for (let n = 0; n < 50; n += 1) {
    const answer = await callMns(first.simulator, 'POST', '/topics/t/messages', messageXml(`n ${n}`))
    acknowledged.push(elementIn(answer.text, 'MessageId') ?? '')
  }
  await kill(first)
  const before = endpoint.pushes.length

  const second = await startProcess(state)
  const topic = await callMns(second.simulator, 'GET', '/topics/t')
  expect(elementIn(topic.text, 'MessageCount')).toBe('50')
  const met = new Set<string | undefined>()
  while (!acknowledged.every(id => met.has(id))) {
    const pushes = await endpoint.first(Math.max(before, endpoint.pushes.length) + 1)
    for (const { body } of pushes.slice(before)) met.add(elementIn(body.toString(), 'MessageId'))
  }
  expect(acknowledged).toHaveLength(50)
  expect(met.size).toBe(50)
  await kill(second)
  endpoint.close()
  await rm(state, { recursive: true })
})
