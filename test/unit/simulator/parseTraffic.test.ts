import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeTraffic, parseTraffic, writeTraffic } from '../../../src/simulator/traffic/parseTraffic.ts'
import { quietTraffic } from '../../../src/simulator/traffic/trafficMix.ts'

test('what is named changes, the rest stays', () => {
  expect(parseTraffic('rate=50, fail=0.1,reply=0.02,burst=500/1m,latency=1.5s,carriers=1/0/1')).toEqual({
    outcome: 'read',
    traffic: {
      ...quietTraffic,
      rate: 50,
      fail: 0.1,
      reply: 0.02,
      burst: { size: 500, every: 60_000 },
      latency: 1500,
      carriers: [1, 0, 1],
    },
  })
  expect(parseTraffic('')).toEqual({ outcome: 'read', traffic: quietTraffic })
})

test.each([
  ['speed=5', '"speed" is no traffic option; expected one of rate, burst,'],
  ['rate', '"rate" can\'t be read; expected something like rate=50'],
  ['rate=-1', '"rate=-1" can\'t be read'],
  ['rate=fast', '"rate=fast" can\'t be read'],
  ['fail=1.5', '"fail=1.5" can\'t be read; expected something like fail=0.1'],
  ['burst=5', '"burst=5" can\'t be read; expected something like burst=500/60s'],
  ['limit=1.5', '"limit=1.5" can\'t be read'],
  ['carriers=0/0/0', '"carriers=0/0/0" can\'t be read'],
  ['rate=1,rate=2', '"rate" is given twice'],
  ['latency=1m', 'tail (12000 ms) must not be shorter than latency (60000 ms)'],
  ['constructor=1', '"constructor" is no traffic option'],
])('%s is refused, and the message says why', (text, reason) => {
  const read = parseTraffic(text)
  expect(read.outcome === 'refused' ? read.message : 'accepted').toContain(reason)
})

test('every option of the help can be read as the help shows it', () => {
  const examples = describeTraffic()
    .split('\n')
    .map(line => line.split(' ')[0] ?? '')
  expect(examples.length).toBeGreaterThan(10)
  expect(parseTraffic(examples.join(','))).toMatchObject({ outcome: 'read' })
})

const share = fc.integer({ min: 0, max: 1_000_000 }).map(millionths => millionths / 1_000_000)
const settings = fc.record({
  rate: fc.integer({ min: 0, max: 1_000_000 }).map(tenths => tenths / 10),
  burst: fc.option(
    fc.record({ size: fc.integer({ min: 1, max: 1e6 }), every: fc.integer({ min: 1, max: 1e9 }) }),
  ),
  limit: fc.option(fc.integer({ min: 1, max: 1e9 })),
  phones: fc.integer({ min: 1, max: 1e7 }),
  fail: share,
  lost: share,
  duplicate: share,
  changed: share,
  reply: share,
  latency: fc.integer({ min: 1, max: 5000 }),
  tail: fc.integer({ min: 5000, max: 1e9 }),
  carriers: fc.tuple(fc.integer({ min: 1, max: 1e6 }), fc.nat(1e6), fc.nat(1e6)),
})

test('what is written is read as it was', () => {
  fc.assert(
    fc.property(settings, traffic => {
      expect(parseTraffic(writeTraffic(traffic))).toEqual({ outcome: 'read', traffic })
    }),
  )
})
