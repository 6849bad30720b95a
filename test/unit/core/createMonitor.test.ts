import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import type { Account } from '../../../src/contract/account.ts'
import type { MnsClient } from '../../../src/core/mns/createMnsClient.ts'
import { createMonitor } from '../../../src/core/monitor/createMonitor.ts'
import type { Written } from '../../../src/core/store/incoming.ts'

/** One lane beside a service that always gives a message, and a store that is told when it is done. */
function startLane() {
  const calls: string[] = []
  const storing: (() => void)[] = []
  const message = {
    messageId: 'M',
    lease: 'L',
    body: '{}',
    enqueuedAt: null,
    leasedUntil: null,
    dequeueCount: 1,
  }
  const client = {
    receive: async () => {
      calls.push('receive')
      await nextTurn()
      return { ok: true, value: { messages: [message], requestId: null } }
    },
    deleteAll: async () => {
      calls.push('delete')
      return { ok: true, value: [] }
    },
    attributes: async () => ({ ok: false, failure: { kind: 'cancelled' } }),
  } as unknown as MnsClient
  const ingest = {
    ingest: () => {
      calls.push('store')
      return new Promise<Written[]>(resolve => storing.push(() => resolve([])))
    },
    whenRoom: () => null,
    trouble: () => null,
  }
  const monitor = createMonitor(
    { account: { name: 'a' } as Account, queue: 'q', type: 'SmsReport', mode: 'consume', parallel: 1 },
    { client, ingest, now: () => 0, random: () => 0, changed: () => undefined },
  )
  monitor.start()
  onTestFinished(async () => {
    const stopped = monitor.stop()
    for (const done of storing) done()
    await stopped
  })
  return { calls, storing }
}

const someTurns = async () => {
  for (let turn = 0; turn < 20; turn++) await nextTurn()
}

test('a lane asks for more while a batch is stored, holds two, and deletes each once it is stored', async () => {
  const { calls, storing } = startLane()
  await someTurns()
  expect(calls).toEqual(['receive', 'store', 'receive', 'store'])
  storing[0]?.()
  await someTurns()
  expect(calls.slice(4)).toEqual(['delete', 'receive', 'store'])
  await someTurns()
  expect(calls).toHaveLength(7)
})
