import type { Predicate } from '../query/compileQuery.ts'
import type { Candidates } from '../query/textGrams.ts'
import type { IndexConnection } from './openIndexReader.ts'
import { passOverByPairs, passOverByTally } from './passOver.ts'
import type { Prepare } from './prepareCached.ts'
import { rowsOf, type SliceSource } from './rowsOf.ts'
import { nextWidth, scanSlices } from './scanSlices.ts'
import { type SeqRange, withoutRanges } from './seqRanges.ts'

/** Read before the index is asked at all: what is frequent fills a page from them. */
const firstRows = 2048
const firstCandidates = 256
const mostCandidates = 16_384
const sampleRows = 300

/** The slices of a search that the index leaves to be read. */
export function* slicesByIndex(
  connection: IndexConnection,
  prepare: Prepare,
  predicate: Predicate,
  range: SeqRange,
  clock: () => number,
): Generator<SliceSource, void, undefined> {
  const { candidates } = predicate
  const firstOld = candidates === null ? range.to - firstRows : Math.min(range.to, connection.newest)
  const young = { from: Math.max(range.from, firstOld + 1), to: range.to }
  for (const slice of scanSlices([young], clock)) yield rowsOf(predicate, slice)
  const old = { from: range.from, to: Math.min(range.to, firstOld) }
  if (old.to < old.from) return
  const passed = passOverByTally(connection, prepare, predicate)
  if (candidates !== null) {
    yield* slicesOfCandidates(
      connection,
      prepare,
      { ...predicate, candidates },
      withoutRanges(old, passed),
      clock,
    )
    return
  }
  passed.push(...passOverByPairs(connection, predicate.texts))
  for (const slice of scanSlices(withoutRanges(old, passed), clock)) yield rowsOf(predicate, slice)
}

/** Rows that an index of words names, from the newest to the oldest that may match. */
function* slicesOfCandidates(
  connection: IndexConnection,
  prepare: Prepare,
  { candidates, where, values }: Predicate & { candidates: Candidates },
  ranges: readonly SeqRange[],
  clock: () => number,
): Generator<SliceSource, void, undefined> {
  const [newest] = ranges
  const oldest = ranges.at(-1)
  if (newest === undefined || oldest === undefined) return
  const sample = prepare(`SELECT text FROM receipt_text ORDER BY seq DESC LIMIT ${sampleRows}`).pluck().all()
  const walk = connection.candidates(candidates, sample as string[], newest.to)
  let width = firstCandidates
  try {
    for (let isOver = false; !isOver; ) {
      const started = clock()
      const seqs: number[] = []
      while (seqs.length < width && !isOver) {
        const { value, done } = walk.next()
        isOver = done === true || value < oldest.from
        if (!isOver) seqs.push(value)
      }
      const reached = isOver ? oldest.from : (seqs.at(-1) ?? oldest.from)
      yield {
        source: `FROM json_each(?) c CROSS JOIN receipt_text t ON t.seq = c.value
          CROSS JOIN receipt r ON r.seq = t.seq WHERE ${where}`,
        values: [JSON.stringify(seqs), ...values],
        order: 'r.seq',
        reached,
      }
      width = Math.min(mostCandidates, nextWidth(width, clock() - started))
    }
  } finally {
    walk.return?.()
  }
}
