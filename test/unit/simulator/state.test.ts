import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createManualClock, type ManualClock } from '../../../src/simulator/clock.ts'
import { defaultAttributes } from '../../../src/simulator/queue/attributes.ts'
import type { ReceivedMessage } from '../../../src/simulator/queue/message.ts'
import type { Queue } from '../../../src/simulator/queue/queue.ts'
import { Queues } from '../../../src/simulator/queue/queues.ts'
import { openState } from '../../../src/simulator/state/openState.ts'
import { migrate } from '../../../src/simulator/state/schema.ts'
import { createWriter } from '../../../src/simulator/state/writer.ts'
import { createTrace } from '../../../src/simulator/trace/trace.ts'

let directory = ''

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'simulator-state-'))
})

afterEach(() => rmSync(directory, { recursive: true }))

function open(clock: ManualClock) {
  const state = openState(directory, clock.now)
  const faults = { duplicates: () => false, reorders: () => false }
  const queues = new Queues({ clock, wall: clock, trace: createTrace(10), journal: state.journal, faults })
  for (const record of state.stored.queues()) {
    const queue = queues.restore(record)
    for (const message of state.stored.messages(record.id)) queue.restore(message)
  }
  return { state, queues, faults, clock }
}

function queueOf(queues: Queues): Queue {
  const queue = queues.get('q')
  if (queue === undefined) throw new Error('the queue is missing')
  return queue
}

function receive(queue: Queue, wanted: number): ReceivedMessage[] {
  let got: ReceivedMessage[] = []
  queue.receive(wanted, 0, messages => {
    got = messages ?? []
  })
  return got
}

/** All a client could find out about a queue, now and as time goes on. */
function lookAt(queue: Queue, clock: ManualClock) {
  const seen: unknown[] = [queue.attributes, queue.lastModifyTime, queue.counts()]
  for (let step = 0; step < 4; step++) {
    seen.push(queue.peek(100))
    clock.advance(15_000)
  }
  return seen
}

const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('send'), delaySeconds: fc.constantFrom(0, 0, 20), body: fc.string() }),
    fc.record({ kind: fc.constant('receive'), wanted: fc.integer({ min: 1, max: 4 }), copies: fc.boolean() }),
    fc.record({ kind: fc.constant('delete'), pick: fc.nat({ max: 5 }) }),
    fc.record({ kind: fc.constant('hold'), pick: fc.nat({ max: 5 }), seconds: fc.constantFrom(1, 40) }),
    fc.record({ kind: fc.constant('pass'), milliseconds: fc.constantFrom(1, 9000, 31_000) }),
    fc.record({ kind: fc.constant('set'), visibilityTimeout: fc.constantFrom(5, 30) }),
    fc.record({ kind: fc.constant('restart') }),
  ),
  { maxLength: 30 },
)
type Step = ReturnType<typeof steps.generate>['value'][number]

/** Does one step and tells what its caller saw; leases are the same wherever the same things happened. */
function doStep(step: Step, { queue, clock, faults }: World, leases: string[]): unknown {
  switch (step.kind) {
    case 'send':
      return queue.send([step])
    case 'receive':
      faults.duplicates = () => step.copies
      return receive(queue, step.wanted)
    case 'delete':
      return queue.delete(leases[step.pick] ?? '')
    case 'hold':
      return queue.changeVisibility(leases[step.pick] ?? '', step.seconds)
    case 'pass':
      return clock.advance(step.milliseconds)
    case 'set':
      return queue.setAttributes({ visibilityTimeout: step.visibilityTimeout })
    case 'restart':
      return undefined
    default:
      return step satisfies never
  }
}

type World = { queue: Queue; clock: ManualClock; faults: { duplicates: () => boolean } }

test('a queue that is stopped and started now and then behaves like one that never stopped', () => {
  fc.assert(
    fc.property(steps, run => {
      rmSync(directory, { recursive: true })
      const start = 1_700_000_000_000
      const steadyClock = createManualClock(start)
      const steadyFaults = { duplicates: () => false, reorders: () => false }
      const around = { clock: steadyClock, wall: steadyClock, trace: createTrace(10), faults: steadyFaults }
      const steadyQueues = new Queues({ ...around, journal: null })
      steadyQueues.create('q')
      const steady: World = { queue: queueOf(steadyQueues), clock: steadyClock, faults: steadyFaults }

      let opened = open(createManualClock(start))
      opened.queues.create('q')
      let restarted: World = { queue: queueOf(opened.queues), clock: opened.clock, faults: opened.faults }
      const restart = () => {
        opened.state.close()
        opened = open(createManualClock(restarted.clock.now()))
        restarted = { queue: queueOf(opened.queues), clock: opened.clock, faults: opened.faults }
      }

      const leases: string[] = []
      for (const step of run) {
        const seen = doStep(step, steady, leases)
        if (step.kind === 'restart') restart()
        expect(doStep(step, restarted, leases)).toEqual(seen)
        if (Array.isArray(seen))
          leases.unshift(...seen.flatMap(({ lease }: { lease: string | null }) => lease ?? []))
      }
      restart()
      expect(lookAt(restarted.queue, restarted.clock)).toEqual(lookAt(steady.queue, steady.clock))
      opened.state.close()
    }),
    { numRuns: 40 },
  )
})

test('a lease is still good after a restart, and one that was spent is not', () => {
  const clock = createManualClock(1_700_000_000_000)
  const first = open(clock)
  first.queues.create('q')
  const queue = queueOf(first.queues)
  queue.send([{ body: 'a' }, { body: 'b' }])
  const [held, deleted] = receive(queue, 2)
  queue.delete(deleted?.lease ?? '')
  first.state.close()
  const second = open(clock)
  const back = queueOf(second.queues)
  back.send([{ body: 'c' }])
  expect(receive(back, 16).map(message => message.body)).toEqual(['c'])
  expect(back.delete(deleted?.lease ?? '')).toBe('not-held')
  expect(back.delete(held?.lease ?? '')).toBeNull()
  second.state.close()
})

test('properties outlive a restart with their message', () => {
  const clock = createManualClock(1)
  const properties = { user: [{ name: 'n', value: '1', type: 'NUMBER' }], system: [], groupId: null }
  const first = open(clock)
  first.queues.create('q')
  queueOf(first.queues).send([{ body: 'a', properties }, { body: 'b' }])
  first.state.close()
  const second = open(clock)
  const back = receive(queueOf(second.queues), 2)
  expect(back.map(message => message.properties)).toEqual([properties, null])
  second.state.close()
})

test('a state of the first version is brought up to date with what it holds', () => {
  const database = new Database(join(directory, 'simulator.db'))
  migrate(database, 'it', 1)
  database.exec(`
    INSERT INTO queues VALUES (1, 'q', '${JSON.stringify(defaultAttributes)}', 5, 5, 1, 0);
    INSERT INTO messages VALUES (1, 1, 'kept', 8, 5, 0, 0, 0, 0, 0, NULL);`)
  database.close()
  const { state, queues } = open(createManualClock(5))
  expect(receive(queueOf(queues), 16).map(({ body }) => body)).toEqual(['kept'])
  state.close()
})

test('what a full disk refuses is told at once and written as soon as there is room', async () => {
  const database = new Database(join(directory, 'simulator.db'))
  migrate(database, 'it')
  const pages = Number(database.pragma('page_count', { simple: true }))
  database.pragma(`max_page_count = ${pages}`)
  const writer = createWriter(database, () => 1)
  const surroundings = { trace: createTrace(10), journal: writer.journal, faults: null }
  const clock = createManualClock(1)
  const queues = new Queues({ clock, wall: clock, ...surroundings })
  queues.create('q')
  await writer.commit()
  queueOf(queues).send([{ body: 'x'.repeat(20_000) }])
  await expect(writer.commit()).rejects.toThrow(/full/)
  const rows = database.prepare('SELECT length(body) FROM messages').pluck()
  expect([writer.commit(), rows.all()]).toEqual([null, []])

  database.pragma(`max_page_count = ${pages + 100}`)
  queueOf(queues).send([{ body: 'small' }])
  await writer.commit()
  expect(rows.all()).toEqual([20_000, 5])
  database.close()
})

test('a deleted queue stays deleted and its successor starts empty', () => {
  const clock = createManualClock(1)
  const first = open(clock)
  first.queues.create('q')
  queueOf(first.queues).send([{ body: 'a' }])
  first.state.documents.put('things', 'x', 1)
  first.state.documents.put('things', 'y', { deep: [2] })
  first.state.documents.put('things', 'x', 3)
  first.queues.delete('q')
  first.queues.create('q')
  first.state.close()
  const second = open(clock)
  expect(queueOf(second.queues).counts().active).toBe(0)
  expect(second.state.documents.all('things')).toEqual([
    ['x', 3],
    ['y', { deep: [2] }],
  ])
  second.state.documents.remove('things', 'x')
  second.state.close()
  const third = open(clock)
  expect(third.state.documents.all('things')).toEqual([['y', { deep: [2] }]])
  third.state.close()
})

test('changes that come together are committed together, and time is kept with them', async () => {
  const clock = createManualClock(5_000)
  const { state, queues } = open(clock)
  expect(state.commit()).toBeNull()
  queues.create('q')
  const commit = state.commit()
  queueOf(queues).send([{ body: 'a' }])
  expect(state.commit()).toBe(commit)
  await commit
  expect(state.commit()).toBeNull()
  state.close()
  const again = open(createManualClock(0))
  expect(again.state.latestTime).toBe(5_000)
  again.state.close()
})

test('a directory serves one simulator at a time, and nobody else can read it', () => {
  const clock = createManualClock(0)
  const { state } = open(clock)
  expect(() => openState(directory, clock.now)).toThrow(/in use by another simulator/)
  expect(statSync(join(directory, 'simulator.db')).mode & 0o077).toBe(0)
  state.close()
})

test('a state of a newer version is refused and left alone', () => {
  const database = new Database(join(directory, 'simulator.db'))
  database.pragma('user_version = 99')
  database.close()
  expect(() => openState(directory, () => 0)).toThrow(/written by a newer version \(state 99/)
})
