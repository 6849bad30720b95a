import { expect, test } from 'vitest'
import type { Instant } from '../../../src/contract/brand.ts'
import type { TraceEvent } from '../../../src/contract/simulator.ts'
import {
  faultNames,
  isFaultOn,
  noFaults,
  takeFault,
  usualFaults,
} from '../../../src/renderer/simulatorPanel/faultSwitches.ts'
import { snippets } from '../../../src/renderer/simulatorPanel/snippets.ts'
import { traceMessages } from '../../../src/renderer/simulatorPanel/traceMessages.ts'
import { noFaults as simulatorsNoFaults } from '../../../src/simulator/faults/faultSettings.ts'

test.each(faultNames)('the switch of %s turns on itself alone, and off again without a trace', name => {
  const on = takeFault(noFaults, name, usualFaults)
  expect(faultNames.filter(other => isFaultOn(on, other))).toEqual([name])
  expect(takeFault(on, name, noFaults)).toEqual(noFaults)
})

test('all off means the same here as in the simulator', () => {
  expect(noFaults).toEqual(simulatorsNoFaults)
})

test('the switches cover every setting of the faults', () => {
  const all = faultNames.reduce((faults, name) => takeFault(faults, name, usualFaults), noFaults)
  expect(all).toEqual(usualFaults)
})

test('a message stands in the list once, where something happened to it last', () => {
  const event = (at: number, messageId: string, kind: TraceEvent['kind']): TraceEvent => ({
    at: at as Instant,
    messageId,
    kind,
    place: 'queues/q',
    by: null,
    detail: {},
  })
  const events = [event(1, 'a', 'sent'), event(2, 'b', 'sent'), event(3, 'a', 'received')]
  expect(traceMessages(events).map(({ messageId, last, events }) => [messageId, last.kind, events])).toEqual([
    ['a', 'received', 2],
    ['b', 'sent', 1],
  ])
})

test('every snippet names the place and the keys', () => {
  const access = {
    endpoint: 'http://127.0.0.1:1',
    accountId: 'ACCOUNT',
    region: 'cn-hangzhou',
    accessKeyId: 'KEYID',
    accessKeySecret: 'SECRET',
    certificateUrl: '',
    smsQueues: { SmsReport: '', SmsUp: '' },
  }
  const all = snippets(access)
  expect(all.map(({ sdk }) => sdk)).toEqual(['java', 'go', 'python', 'php', 'node', 'csharp'])
  for (const { code } of all) {
    for (const value of [access.endpoint, access.accessKeyId, access.accessKeySecret])
      expect(code).toContain(value)
  }
})
