import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareFields } from '../../../src/renderer/compare/compareFields.ts'
import { diffBytes } from '../../../src/renderer/compare/diffBytes.ts'
import { diffLines } from '../../../src/renderer/compare/diffLines.ts'
import { diffSequences } from '../../../src/renderer/compare/diffSequences.ts'
import { receiptDetail } from '../../receiptRow.ts'

const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 40 })

test('runs cover both sides in order, and what is called the same is the same', () => {
  fc.assert(
    fc.property(letters, letters, (a, b) => {
      const runs = diffSequences([a.length, b.length], (left, right) => a[left] === b[right])
      expect(runs.flatMap(run => a.slice(...run.a))).toEqual(a)
      expect(runs.flatMap(run => b.slice(...run.b))).toEqual(b)
      for (const run of runs.filter(({ same }) => same)) expect(a.slice(...run.a)).toEqual(b.slice(...run.b))
    }),
  )
})

test('the shortest way is found: as much is the same as in the longest common subsequence', () => {
  fc.assert(
    fc.property(letters, letters, (a, b) => {
      const runs = diffSequences([a.length, b.length], (left, right) => a[left] === b[right])
      const same = runs.filter(run => run.same).reduce((sum, { a: [from, to] }) => sum + to - from, 0)
      expect(same).toBe(longestCommon(a, b))
    }),
  )
})

function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = b.map(() => 0)
  for (const letter of a) {
    const before = row
    row = []
    for (const [place, other] of b.entries()) {
      row.push(
        letter === other ? (before[place - 1] ?? 0) + 1 : Math.max(before[place] ?? 0, row[place - 1] ?? 0),
      )
    }
  }
  return row.at(-1) ?? 0
}

test('a changed line stands beside what it was; an added one beside nothing', () => {
  expect(diffLines('a\nb\nc', 'a\nB\nc\nd')).toEqual([
    { left: { number: 1, text: 'a' }, right: { number: 1, text: 'a' }, same: true },
    { left: { number: 2, text: 'b' }, right: { number: 2, text: 'B' }, same: false },
    { left: { number: 3, text: 'c' }, right: { number: 3, text: 'c' }, same: true },
    { left: null, right: { number: 4, text: 'd' }, same: false },
  ])
})

test('an inserted byte moves nothing after it', () => {
  const pairs = diffBytes(Uint8Array.of(1, 2, 3, 4), Uint8Array.of(1, 9, 2, 3, 4))
  expect(pairs.filter(({ same }) => !same)).toEqual([{ left: null, right: 1, same: false }])
  expect(pairs).toHaveLength(5)
})

test('two megabytes that have nothing in common are compared in a moment', () => {
  const [left, right] = [new Uint8Array(1 << 20).fill(1), new Uint8Array(1 << 20).fill(2)]
  const before = process.cpuUsage()
  expect(diffBytes(left, right).every(({ same }) => !same)).toBe(true)
  expect(process.cpuUsage(before).user).toBeLessThan(5_000_000)
})

test('fields of two receipts are compared as they are, and those of neither are left out', () => {
  const [left, right] = [receiptDetail({ errCode: 'MK:0001' }), receiptDetail({ errCode: null })]
  const pairs = compareFields(left, right, ({ en }) => en)
  expect(pairs.filter(({ same }) => !same)).toEqual([
    { field: 'errCode', left: 'MK:0001', right: null, same: false },
  ])
  expect(pairs.some(({ field }) => field === 'bizId')).toBe(false)
})
