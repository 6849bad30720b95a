import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createIngest, highWater } from '../../../src/core/ingest/createIngest.ts'
import type { StorableMessage } from '../../../src/core/store/incoming.ts'
import { incoming, storable } from './storable.ts'

/** A store whose disk answers when told to. */
function manualStore() {
  const groups: (readonly StorableMessage[])[] = []
  const disk: (() => void)[] = []
  let broken: Error | null = null
  let now = 0
  const store = {
    write(messages: readonly StorableMessage[]) {
      if (broken !== null) throw broken
      groups.push(messages)
      return messages.map((_, index) => ({
        outcome: 'new' as const,
        seqs: [groups.length * 1000 + index],
        attempt: null,
      }))
    },
    trouble: () => null,
    whenDurable: () => new Promise<void>(resolve => disk.push(resolve)),
  }
  const ingest = createIngest(
    store,
    message => ({ ...storable(), ...message }),
    () => now,
  )
  const wait = (milliseconds: number) => {
    now += milliseconds
  }
  return { ingest, groups, disk, wait, breakWith: (error: Error | null) => (broken = error) }
}

test('messages of several transports share one commit, and each gets its own answer', async () => {
  const { ingest, groups, disk } = manualStore()
  const first = ingest.ingest([incoming(), incoming()])
  const second = ingest.ingest([incoming()])
  await expect.poll(() => disk.length).toBe(1)
  expect(groups.map(group => group.length)).toEqual([3])
  disk[0]?.()
  expect((await first).map(({ seqs }) => seqs[0])).toEqual([1000, 1001])
  expect((await second).map(({ seqs }) => seqs[0])).toEqual([1002])
})

test('what comes turn after turn is one commit, and it begins once nothing more comes', async () => {
  const { ingest, groups } = manualStore()
  for (let turn = 0; turn < 5; turn++) {
    void ingest.ingest([incoming()])
    await nextTurn()
  }
  expect(groups).toHaveLength(0)
  await expect.poll(() => groups.map(group => group.length)).toEqual([5])
})

test('a commit does not wait for those who never stop sending', async () => {
  const { ingest, groups, wait } = manualStore()
  for (let turn = 0; turn < 5; turn++) {
    void ingest.ingest([incoming()])
    await nextTurn()
    wait(1)
  }
  expect(groups.map(group => group.length)).toEqual([5])
})

test('nobody is answered before the disk has it', async () => {
  const { ingest, groups, disk } = manualStore()
  let answered = false
  const done = ingest.ingest([incoming()]).then(() => {
    answered = true
  })
  await expect.poll(() => groups.length).toBe(1)
  expect(answered).toBe(false)
  disk[0]?.()
  await done
  expect(answered).toBe(true)
})

test('a failed commit is told to everybody in it, and the next one works', async () => {
  const { ingest, disk, breakWith } = manualStore()
  breakWith(new Error('disk is full'))
  const both = [ingest.ingest([incoming()]), ingest.ingest([incoming()])]
  for (const result of await Promise.allSettled(both)) expect(result.status).toBe('rejected')
  breakWith(null)
  const again = ingest.ingest([incoming()])
  await expect.poll(() => disk.length).toBe(1)
  disk[0]?.()
  await expect(again).resolves.toHaveLength(1)
})

test('a store that is behind has no room, until it caught up', async () => {
  const { ingest, disk } = manualStore()
  const all = ingest.ingest(Array.from({ length: highWater }, () => incoming()))
  let room = false
  const waiting = Promise.resolve(ingest.whenRoom()).then(() => {
    room = true
  })
  await expect.poll(() => disk.length).toBe(1)
  expect(room).toBe(false)
  disk[0]?.()
  await Promise.all([all, waiting])
  expect(ingest.waiting()).toBe(0)
})

test('closing writes what waits, and takes nothing more', async () => {
  const { ingest, groups, disk } = manualStore()
  const last = ingest.ingest([incoming()])
  const closed = ingest.close()
  expect(groups).toHaveLength(1)
  disk[0]?.()
  await Promise.all([last, closed])
  await expect(ingest.ingest([incoming()])).rejects.toThrow('closing')
})
