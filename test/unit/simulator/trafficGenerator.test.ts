import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createManualClock } from '../../../src/simulator/clock.ts'
import { seededRandom } from '../../../src/simulator/random.ts'
import type { ReceiptFate } from '../../../src/simulator/sms/receiptFate.ts'
import type { SentSms } from '../../../src/simulator/sms/sendLog.ts'
import { carrierOf } from '../../../src/simulator/traffic/carriers.ts'
import { errCodes } from '../../../src/simulator/traffic/errCodes.ts'
import { tellFate } from '../../../src/simulator/traffic/tellFate.ts'
import { TrafficGenerator } from '../../../src/simulator/traffic/trafficGenerator.ts'
import { quietTraffic, type TrafficSettings } from '../../../src/simulator/traffic/trafficMix.ts'
import { sharedDirectory } from '../../sharedDirectory.ts'

function open(settings: Partial<TrafficSettings>, seed = 1) {
  const clock = createManualClock(1_700_000_000_000)
  const sent: { sms: SentSms; fate: ReceiptFate }[] = []
  let bizId = 0
  const parts = {
    clock,
    wall: clock,
    random: seededRandom(seed),
    nextBizId: () => `${++bizId}^0`,
    accept: (sms: SentSms, fate: ReceiptFate) => sent.push({ sms, fate }),
  }
  const generator = new TrafficGenerator(parts, { ...quietTraffic, ...settings })
  return { generator, clock, sent }
}

test('it keeps its rate, whatever the rate is', () => {
  for (const rate of [0.5, 7, 333, 2000]) {
    const { clock, sent } = open({ rate })
    clock.advance(60_000)
    expect(Math.abs(sent.length - rate * 60)).toBeLessThanOrEqual(1)
  }
})

test('bursts come on top, and a limit ends everything', () => {
  const { clock, sent } = open({ rate: 10, burst: { size: 100, every: 10_000 }, limit: 250 })
  clock.advance(10_100)
  expect(sent.length).toBeGreaterThanOrEqual(200)
  clock.advance(100_000)
  expect(sent).toHaveLength(250)
})

test('nothing is sent unless it is asked for, nor after the end', () => {
  const { generator, clock, sent } = open({})
  clock.advance(60_000)
  expect(sent).toHaveLength(0)
  generator.change({ ...quietTraffic, rate: 10 })
  clock.advance(1000)
  generator.close()
  clock.advance(60_000)
  expect(sent).toHaveLength(10)
})

test('the same seed gives the same traffic, another seed another', () => {
  const run = (seed: number) => {
    const { clock, sent } = open({ rate: 100, fail: 0.3, reply: 0.1, duplicate: 0.1 }, seed)
    clock.advance(5000)
    return sent
  }
  expect(run(3)).toEqual(run(3))
  expect(run(3)).not.toEqual(run(4))
})

test('a stall is made up for by a second of traffic and no more', () => {
  const wall = createManualClock()
  let sent = 0
  const accept = () => {
    sent += 1
  }
  const stalled = { ...wall, now: () => wall.now() + (wall.now() >= 1000 ? 3_600_000 : 0) }
  const parts = { clock: wall, wall: stalled, random: seededRandom(1), nextBizId: () => '1^0', accept }
  const generator = new TrafficGenerator(parts, { ...quietTraffic, rate: 100 })
  wall.advance(2000)
  generator.close()
  expect(sent).toBeLessThanOrEqual(200)
})

test('numbers are numbers of the network they are meant for', () => {
  const { clock, sent } = open({ rate: 1000, carriers: [0, 1, 0], phones: 500 })
  clock.advance(5000)
  expect(new Set(sent.map(({ sms }) => carrierOf(sms.phone)))).toEqual(new Set(['unicom']))
  expect(new Set(sent.map(({ sms }) => sms.phone)).size).toBeLessThanOrEqual(500)
})

test('the shares of a large sample are those that were asked for', () => {
  const mix = { ...quietTraffic, fail: 0.2, lost: 0.1, duplicate: 0.3, changed: 0.1, reply: 0.25 }
  const random = seededRandom(11)
  const fates = Array.from({ length: 20_000 }, () => tellFate('13800000000', mix, random))
  const share = (fits: (fate: ReceiptFate) => boolean, among = fates) =>
    among.filter(fits).length / among.length
  const reported = fates.filter(fate => fate.reports.length > 0)
  const first = (fate: ReceiptFate) => fate.reports[0]?.errCode
  expect(share(fate => fate.reports.length === 0)).toBeCloseTo(0.1, 1)
  expect(share(fate => first(fate) !== 'DELIVERED', reported)).toBeCloseTo(0.2, 1)
  const twice = reported.filter(fate => fate.reports.length === 2)
  expect(share(fate => fate.reports[1]?.errCode !== first(fate), twice)).toBeCloseTo(
    0.1 / (0.1 + 0.9 * 0.3),
    1,
  )
  expect(share(fate => fate.reply !== null)).toBeCloseTo(0.8 * 0.25, 1)
  const latencies = reported.map(fate => fate.reports[0]?.after ?? 0).sort((one, other) => one - other)
  const at = (quantile: number) => latencies[Math.floor(latencies.length * quantile)] ?? 0
  expect(at(0.5) / mix.latency).toBeCloseTo(1, 1)
  expect(at(0.95) / mix.tail).toBeCloseTo(1, 0)
})

const providers = { mobile: '移动', unicom: '联通', telecom: '电信' }

test.skipIf(sharedDirectory === null)(
  'every code is one that the carrier or the platform really uses',
  () => {
    const table = readFileSync(join(sharedDirectory ?? '', 'reference/vectors/errcodes.tsv'), 'utf8')
    const known = new Set(table.split('\n').map(line => line.split('\t').slice(0, 2).join(' ')))
    for (const [carrier, provider] of Object.entries(providers)) {
      for (const { code } of errCodes[carrier as keyof typeof providers]) {
        const origins = [provider, '供应商', '阿里平台'].filter(origin => known.has(`${origin} ${code}`))
        expect(origins, `${carrier} ${code}`).not.toEqual([])
      }
    }
  },
)
