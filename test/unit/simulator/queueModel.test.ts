import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createManualClock, type ManualClock } from '../../../src/simulator/clock.ts'
import type { QueueAttributes } from '../../../src/simulator/queue/attributes.ts'
import type { ReceivedMessage } from '../../../src/simulator/queue/message.ts'
import type { Queue } from '../../../src/simulator/queue/queue.ts'
import { Queues } from '../../../src/simulator/queue/queues.ts'
import { createTrace } from '../../../src/simulator/trace/trace.ts'

/** What a message is, said as simply as it can be: no heaps, no timers, every question answered by a scan. */
type Expected = {
  id: string
  order: number
  priority: number
  sentAt: number
  visibleAt: number
  lease: string | null
}

class Model {
  messages: Expected[] = []
  sent = 0
  retention: number
  visibility: number
  readonly clock: ManualClock

  constructor(clock: ManualClock, attributes: QueueAttributes) {
    this.clock = clock
    this.retention = attributes.messageRetentionPeriod
    this.visibility = attributes.visibilityTimeout
  }

  alive(): Expected[] {
    const now = this.clock.now()
    this.messages = this.messages.filter(message => message.sentAt + this.retention * 1000 > now)
    return this.messages
  }

  active(): Expected[] {
    const now = this.clock.now()
    const visible = this.alive().filter(message => message.visibleAt <= now)
    return visible.sort((a, b) => a.priority - b.priority || a.order - b.order)
  }

  holder(lease: string): Expected | undefined {
    return this.alive().find(message => message.lease === lease && message.visibleAt > this.clock.now())
  }
}

type World = { model: Model; queue: Queue; clock: ManualClock; leases: string[] }
type Step = (world: World) => void

function receiveNow(queue: Queue, wanted: number): ReceivedMessage[] {
  let got: ReceivedMessage[] | null = null
  queue.receive(wanted, 0, messages => {
    got = messages
  })
  return got ?? []
}

const send = fc
  .array(
    fc.record({
      delaySeconds: fc.constantFrom(0, 0, 0, 1, 7, 40),
      priority: fc.constantFrom(1, 8, 8, 16),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map(
    (batch): Step =>
      ({ model, queue, clock, leases }) => {
        const sent = queue.send(batch.map(item => ({ body: 'x', ...item })))
        for (const [index, item] of batch.entries()) {
          const answer = sent[index]
          if (answer === undefined) throw new Error('an answer is missing')
          expect(answer.lease !== null).toBe(item.delaySeconds > 0)
          if (answer.lease !== null) leases.push(answer.lease)
          const visibleAt = clock.now() + item.delaySeconds * 1000
          const { messageId: id, lease } = answer
          model.messages.push({
            id,
            order: model.sent++,
            priority: item.priority,
            sentAt: clock.now(),
            visibleAt,
            lease,
          })
        }
      },
  )

const receive = fc.integer({ min: 1, max: 16 }).map(
  (wanted): Step =>
    ({ model, queue, clock, leases }) => {
      const expected = model.active().slice(0, wanted)
      const got = receiveNow(queue, wanted)
      expect(got.map(message => message.messageId)).toEqual(expected.map(message => message.id))
      for (const [index, message] of got.entries()) {
        const known = expected[index]
        if (known === undefined) continue
        known.visibleAt = clock.now() + model.visibility * 1000
        known.lease = message.lease
        expect(message.nextVisibleTime).toBe(known.visibleAt)
        leases.push(message.lease)
      }
    },
)

const peek = fc.integer({ min: 1, max: 16 }).map(
  (wanted): Step =>
    ({ model, queue }) => {
      const before = queue.counts()
      const ids = queue.peek(wanted).map(message => message.messageId)
      expect(ids).toEqual(
        model
          .active()
          .slice(0, wanted)
          .map(message => message.id),
      )
      expect(queue.counts()).toEqual(before)
    },
)

const pickLease = fc.nat({ max: 40 })
const leaseAt = (leases: string[], pick: number) => leases[leases.length - 1 - pick] ?? 'nonsense'

const change = fc.tuple(pickLease, fc.constantFrom(1, 5, 60, 43_200)).map(
  ([pick, seconds]): Step =>
    ({ model, queue, clock, leases }) => {
      const lease = leaseAt(leases, pick)
      const holder = model.holder(lease)
      const outcome = queue.changeVisibility(lease, seconds)
      if (holder === undefined) return expect(outcome).toBe(lease === 'nonsense' ? 'malformed' : 'not-held')
      if (typeof outcome === 'string') throw new Error(`a held lease was refused: ${outcome}`)
      holder.visibleAt = clock.now() + seconds * 1000
      holder.lease = outcome.lease
      expect(outcome.nextVisibleTime).toBe(holder.visibleAt)
      expect(outcome.lease).not.toBe(lease)
      leases.push(outcome.lease)
    },
)

const remove = pickLease.map(
  (pick): Step =>
    ({ model, queue, leases }) => {
      const lease = leaseAt(leases, pick)
      const holder = model.holder(lease)
      const outcome = queue.delete(lease)
      if (holder === undefined) return expect(outcome).toBe(lease === 'nonsense' ? 'malformed' : 'not-held')
      expect(outcome).toBeNull()
      model.messages = model.messages.filter(message => message !== holder)
    },
)

const pass = fc.constantFrom(1, 500, 999, 1000, 5000, 30_000, 61_000, 200_000).map(
  (milliseconds): Step =>
    ({ clock }) => {
      clock.advance(milliseconds)
    },
)

const retention = fc.constantFrom(60, 120, 259_200).map(
  (seconds): Step =>
    ({ model, queue }) => {
      model.retention = seconds
      queue.setAttributes({ messageRetentionPeriod: seconds })
    },
)

test('a queue behaves as its simple model does, whatever happens in whatever order', () => {
  const steps = fc.array(
    fc.oneof(send, send, receive, receive, peek, change, remove, pass, pass, retention),
    {
      maxLength: 60,
    },
  )
  fc.assert(
    fc.property(steps, run => {
      const clock = createManualClock(1_700_000_000_000)
      const queues = new Queues({ clock, wall: clock, trace: createTrace(10), journal: null, faults: null })
      queues.create('q', { messageRetentionPeriod: 120, visibilityTimeout: 10 })
      const queue = queues.get('q')
      if (queue === undefined) throw new Error('the queue is missing')
      const world: World = { model: new Model(clock, queue.attributes), queue, clock, leases: [] }
      for (const step of run) {
        step(world)
        const { active, inactive, delayed } = queue.counts()
        expect(active).toBe(world.model.active().length)
        expect(active + inactive + delayed).toBe(world.model.alive().length)
      }
    }),
    { numRuns: 400 },
  )
})

test('every message that is not deleted and not expired comes back in the end, once', () => {
  const lives = fc.array(fc.tuple(fc.integer({ min: 1, max: 16 }), fc.nat({ max: 30 }), fc.boolean()), {
    maxLength: 80,
  })
  fc.assert(
    fc.property(lives, given => {
      const clock = createManualClock(0)
      const queues = new Queues({ clock, wall: clock, trace: createTrace(10), journal: null, faults: null })
      queues.create('q', { visibilityTimeout: 5 })
      const queue = queues.get('q')
      if (queue === undefined) throw new Error('the queue is missing')
      const kept = new Set<string>()
      for (const [priority, delaySeconds, deleted] of given) {
        kept.add(queue.send([{ body: 'x', priority, delaySeconds }])[0]?.messageId ?? '')
        clock.advance(700)
        for (const message of receiveNow(queue, 2)) {
          if (deleted && queue.delete(message.lease) === null) kept.delete(message.messageId)
        }
      }
      clock.advance(60_000)
      const back: string[] = []
      for (let got = receiveNow(queue, 16); got.length > 0; got = receiveNow(queue, 16)) {
        back.push(...got.map(message => message.messageId))
      }
      expect(back.toSorted()).toEqual([...kept].toSorted())
    }),
  )
})
