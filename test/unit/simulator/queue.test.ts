import { expect, test } from 'vitest'
import { createManualClock } from '../../../src/simulator/clock.ts'
import type { ReceivedMessage } from '../../../src/simulator/queue/message.ts'
import type { DeliveryFaults } from '../../../src/simulator/queue/queue.ts'
import { Queues } from '../../../src/simulator/queue/queues.ts'
import { createTrace } from '../../../src/simulator/trace/trace.ts'

const start = 1_700_000_000_000

function setUp(faults: DeliveryFaults | null = null) {
  const clock = createManualClock(start)
  const trace = createTrace()
  const queues = new Queues({ clock, wall: clock, trace, journal: null, faults })
  queues.create('q')
  const queue = queues.get('q')
  if (queue === undefined) throw new Error('the queue is missing')
  const receive = (wanted = 16, seconds = 0) => {
    const answers: (ReceivedMessage[] | null)[] = []
    const cancel = queue.receive(wanted, seconds * 1000, messages => answers.push(messages), 'someone')
    return { answers, cancel, bodies: () => answers[0]?.map(message => message.body) }
  }
  return { clock, trace, queues, queue, receive }
}

test('first dequeue time and count tell how often a message was handed out', () => {
  const { clock, queue, receive } = setUp()
  queue.send([{ body: 'a' }])
  expect(queue.peek(1)[0]).toMatchObject({ enqueueTime: start, firstDequeueTime: start, dequeueCount: 0 })
  clock.advance(2000)
  expect(receive().answers[0]?.[0]).toMatchObject({ firstDequeueTime: start + 2000, dequeueCount: 1 })
  clock.advance(30_000)
  expect(receive().answers[0]?.[0]).toMatchObject({ firstDequeueTime: start + 2000, dequeueCount: 2 })
})

test('a wait ends with an arrival, and hands over the whole batch', () => {
  const { clock, queue, receive } = setUp()
  const waiting = receive(16, 30)
  clock.advance(29_999)
  expect(waiting.answers).toEqual([])
  queue.send([{ body: 'a' }, { body: 'b' }])
  expect(waiting.bodies()).toEqual(['a', 'b'])
  expect(queue.waiting).toBe(0)
})

test('a wait ends with nothing when its time is up', () => {
  const { clock, receive } = setUp()
  const waiting = receive(1, 30)
  clock.advance(30_000)
  expect(waiting.answers).toEqual([[]])
})

test('a wait ends when a delay ends and when an abandoned message becomes visible again', () => {
  const { clock, queue, receive } = setUp()
  queue.send([{ body: 'late', delaySeconds: 5 }])
  const forDelay = receive(1, 30)
  clock.advance(4999)
  expect(forDelay.answers).toEqual([])
  clock.advance(1)
  expect(forDelay.bodies()).toEqual(['late'])
  clock.advance(10_000)
  const forVisibility = receive(1, 30)
  clock.advance(20_000)
  expect(forVisibility.bodies()).toEqual(['late'])
})

test('waiters are served in the order they came, each with what it asked for', () => {
  const { queue, receive } = setUp()
  const [first, second, third] = [receive(1, 30), receive(2, 30), receive(16, 30)]
  queue.send(['a', 'b', 'c', 'd'].map(body => ({ body })))
  expect([first?.bodies(), second?.bodies(), third?.bodies()]).toEqual([['a'], ['b', 'c'], ['d']])
})

test('a withdrawn wait takes no message with it', () => {
  const { queue, receive } = setUp()
  const gone = receive(1, 30)
  const stays = receive(1, 30)
  gone.cancel()
  queue.send([{ body: 'a' }])
  expect(gone.answers).toEqual([])
  expect(stays.bodies()).toEqual(['a'])
})

test('a deleted queue sends its waiters away', () => {
  const { queues, receive } = setUp()
  const waiting = receive(1, 30)
  queues.delete('q')
  expect(waiting.answers).toEqual([null])
})

test('a lease of an earlier queue of the same name means nothing to the new one', () => {
  const { clock, queues, queue, receive } = setUp()
  queue.send([{ body: 'a' }])
  const lease = receive().answers[0]?.[0]?.lease ?? ''
  queues.delete('q')
  clock.advance(1)
  queues.create('q')
  const next = queues.get('q')
  next?.send([{ body: 'b' }])
  next?.receive(1, 0, () => {})
  expect(next?.delete(lease)).toBe('not-held')
})

test('a delayed message can be deleted or re-timed by the lease its sender got', () => {
  const { clock, queue, receive } = setUp()
  const [first, second] = queue.send([
    { body: 'a', delaySeconds: 60 },
    { body: 'b', delaySeconds: 60 },
  ])
  expect(queue.delete(first?.lease ?? '')).toBeNull()
  expect(queue.changeVisibility(second?.lease ?? '', 1)).toMatchObject({ nextVisibleTime: start + 1000 })
  clock.advance(1000)
  expect(receive().bodies()).toEqual(['b'])
})

test('the trace tells a message’s whole life', () => {
  const { clock, trace, queue, receive } = setUp()
  const id = queue.send([{ body: 'a', delaySeconds: 5 }])[0]?.messageId ?? ''
  clock.advance(5000)
  receive()
  clock.advance(30_000)
  const lease = receive().answers[0]?.[0]?.lease ?? ''
  queue.delete(lease, 'someone')
  expect(trace.of(id).map(event => [event.kind, event.at - start, event.by])).toEqual([
    ['delayed', 0, undefined],
    ['made-visible', 5000, undefined],
    ['received', 5000, 'someone'],
    ['made-visible', 35_000, undefined],
    ['received', 35_000, 'someone'],
    ['deleted', 35_000, 'someone'],
  ])
})

test('an expired message is gone and its end is dated to the moment it happened', () => {
  const { clock, trace, queue, receive } = setUp()
  const id = queue.send([{ body: 'a' }])[0]?.messageId ?? ''
  receive()
  clock.advance(259_200_000)
  expect(queue.counts()).toEqual({ active: 0, inactive: 0, delayed: 0 })
  expect(trace.of(id).at(-1)).toMatchObject({ kind: 'expired', at: start + 259_200_000 })
})

test('a duplicated delivery shares its message’s id and has a lease of its own', () => {
  let asked = 0
  const { queue, receive } = setUp({ duplicates: () => asked++ === 0, reorders: () => false })
  queue.send([{ body: 'a' }])
  const [one, other] = [receive(1).answers[0]?.[0], receive(1).answers[0]?.[0]]
  expect(other?.messageId).toBe(one?.messageId)
  expect(other?.lease).not.toBe(one?.lease)
  expect([queue.delete(one?.lease ?? ''), queue.delete(other?.lease ?? '')]).toEqual([null, null])
})

test('a reordered delivery hands out the message behind first and loses none', () => {
  let asked = 0
  const { queue, receive } = setUp({ duplicates: () => false, reorders: () => asked++ === 0 })
  queue.send(['a', 'b', 'c'].map(body => ({ body })))
  expect(receive().bodies()).toEqual(['b', 'a', 'c'])
})

test('queues are listed by prefix and page by page', () => {
  const { queues } = setUp()
  for (const name of ['b2', 'a1', 'b1', 'b3']) queues.create(name)
  const first = queues.list('b', null, 2)
  expect(first.queues.map(queue => queue.name)).toEqual(['b1', 'b2'])
  const second = queues.list('b', first.nextMarker, 2)
  expect([second.queues.map(queue => queue.name), second.nextMarker]).toEqual([['b3'], null])
})

test('creating a queue again depends on its attributes', () => {
  const { queues } = setUp()
  expect(queues.create('q')).toBe('exists')
  expect(queues.create('q', { visibilityTimeout: 30 })).toBe('exists')
  expect(queues.create('q', { visibilityTimeout: 31 })).toBe('differs')
})
