import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noFaults } from '../../../src/simulator/faults/faultSettings.ts'
import { createFaults } from '../../../src/simulator/faults/faults.ts'
import { describeFaults, parseFaults, writeFaults } from '../../../src/simulator/faults/parseFaults.ts'
import { signatureFaults } from '../../../src/simulator/push/pushFaults.ts'
import { seededRandom } from '../../../src/simulator/random.ts'

function read(text: string) {
  const outcome = parseFaults(text)
  if (outcome.outcome === 'refused') throw new Error(outcome.message)
  return outcome.faults
}

function refusal(text: string) {
  const outcome = parseFaults(text)
  return outcome.outcome === 'refused' ? outcome.message : null
}

test('a list of faults is read, each with its own kind of value', () => {
  expect(read('error=0.01, delay=200,duplicate=0.05,skew=-1200')).toEqual({
    ...noFaults,
    errors: [{ operation: null, share: 0.01, code: 'InternalError' }],
    delay: { low: 200, high: 200 },
    duplicate: 0.05,
    skew: -1200,
  })
  expect(read('delay=1s-3s,slow=0.5:10s,signature=missing:0.1')).toMatchObject({
    delay: { low: 1000, high: 3000 },
    slow: 0.5,
    slowFor: 10_000,
    signature: 'missing',
    signatureShare: 0.1,
  })
  expect(read('')).toEqual(noFaults)
})

test('an error for one operation goes before the one for all', () => {
  expect(read('error=0.5,error@SendMessage=1:QpsLimitExceeded').errors).toEqual([
    { operation: 'SendMessage', share: 1, code: 'QpsLimitExceeded' },
    { operation: null, share: 0.5, code: 'InternalError' },
  ])
})

test('what can’t be read is refused with what was expected', () => {
  expect(refusal('errors=1')).toContain('"errors" is no fault; expected one of error, delay')
  expect(refusal('error=2')).toContain('"error=2" can\'t be read; expected something like error=0.01')
  expect(refusal('delay')).toContain('delay=200')
  expect(refusal('delay=300-200')).not.toBeNull()
  expect(refusal('reset@SendMessage=1')).toContain('only error@')
  expect(refusal('signature=purple')).toContain('signature=damaged')
  expect(refusal('__proto__=1')).not.toBeNull()
})

test('the help names every fault', () => {
  expect(describeFaults().split('\n')).toHaveLength(13)
})

test('the same seed draws the same faults, near the share asked for', () => {
  const draw = (seed: number) => {
    const faults = createFaults(read('duplicate=0.3'), seededRandom(seed), () => 0)
    return Array.from({ length: 1000 }, () => faults.duplicates())
  }
  expect(draw(7)).toEqual(draw(7))
  expect(draw(7)).not.toEqual(draw(8))
  const share = draw(7).filter(Boolean).length / 1000
  expect(share).toBeGreaterThan(0.25)
  expect(share).toBeLessThan(0.35)
})

test('no plan is made where nothing is to go wrong with answers', () => {
  const faults = createFaults(read('duplicate=1,digest=1'), seededRandom(1), () => 0)
  expect(faults.plan('SendMessage')).toBeNull()
  faults.change(read('error@SendMessage=1:QpsLimitExceeded'))
  expect(faults.plan('SendMessage')).toMatchObject({ error: 'QpsLimitExceeded', delay: 0, reset: null })
  expect(faults.plan('ReceiveMessage')).toMatchObject({ error: null })
})

test('a queue takes so many calls a second and each queue counts for itself', () => {
  let now = 0
  const faults = createFaults(read('qps=2'), seededRandom(1), () => now)
  expect([
    faults.overLimit('a'),
    faults.overLimit('a'),
    faults.overLimit('a'),
    faults.overLimit('b'),
  ]).toEqual([false, false, true, false])
  now = 1000
  expect(faults.overLimit('a')).toBe(false)
})

const share = fc.integer({ min: 1, max: 1_000_000 }).map(millionths => millionths / 1_000_000)
const shareOrNone = fc.oneof(fc.constant(0), share)
const errorFault = fc.record({
  operation: fc.constantFrom(null, 'SendMessage', 'ReceiveMessage', 'DeleteQueue'),
  share,
  code: fc.constantFrom(
    'InternalError',
    'QpsLimitExceeded',
    'isv.BUSINESS_LIMIT_CONTROL'.replaceAll('_', ''),
  ),
})
const settings = fc
  .record({
    errors: fc
      .uniqueArray(errorFault, { selector: ({ operation }) => operation })
      .map(errors => errors.toSorted((a, b) => Number(a.operation === null) - Number(b.operation === null))),
    delay: fc.oneof(
      fc.constant(noFaults.delay),
      fc.record({ low: fc.nat(500), high: fc.integer({ min: 500, max: 3_600_000 }) }),
    ),
    reset: shareOrNone,
    slow: share,
    slowFor: fc.nat(3_600_000),
    malformed: shareOrNone,
    digest: shareOrNone,
    partial: shareOrNone,
    skew: fc.integer({ min: -1e6, max: 1e6 }),
    expiredToken: shareOrNone,
    duplicate: shareOrNone,
    reorder: shareOrNone,
    qps: fc.nat(1e6),
    signature: fc.constantFrom(...signatureFaults),
    signatureShare: share,
  })
  .chain(all =>
    fc.constantFrom(
      all,
      { ...all, slow: 0, slowFor: noFaults.slowFor },
      { ...all, signature: null, signatureShare: 1 },
    ),
  )

test('what is written is read as it was, and no faults are nothing to write', () => {
  expect(writeFaults(noFaults)).toBe('')
  fc.assert(
    fc.property(settings, faults => {
      expect(read(writeFaults(faults))).toEqual(faults)
    }),
  )
})
