import { expect, test } from 'vitest'
import { createTrace } from '../../../src/simulator/trace/trace.ts'

const event = (messageId: string, at: number) => ({ at, messageId, kind: 'sent', place: 'queues/q' }) as const

test('a message’s events come back in order of time', () => {
  const trace = createTrace()
  trace.record(event('a', 2))
  trace.record(event('b', 1))
  trace.record({ ...event('a', 1), kind: 'delayed' })
  expect(trace.of('a').map(entry => entry.at)).toEqual([1, 2])
})

test('the ring forgets the oldest events and the counters do not', () => {
  const trace = createTrace(3)
  for (let at = 0; at < 10; at++) trace.record(event(`m${at}`, at))
  expect(trace.latest(100).map(entry => entry.messageId)).toEqual(['m7', 'm8', 'm9'])
  expect(trace.latest(1).map(entry => entry.messageId)).toEqual(['m9'])
  expect(trace.of('m0')).toEqual([])
  expect(trace.counters()).toEqual({ total: { sent: 10 }, places: { 'queues/q': { sent: 10 } } })
})

test('a cleared trace starts afresh', () => {
  const trace = createTrace(3)
  trace.record(event('a', 1))
  trace.clear()
  expect(trace.latest(9)).toEqual([])
  trace.record(event('b', 1))
  expect(trace.latest(9)).toHaveLength(1)
})
