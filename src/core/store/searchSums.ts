import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Predicate } from '../query/compileQuery.ts'
import type { IndexConnection } from './openIndexReader.ts'
import { passOverByTally, rangeOf, talliedWithin } from './passOver.ts'
import type { Prepare } from './prepareCached.ts'
import { rowsOf } from './rowsOf.ts'
import { scanSlices } from './scanSlices.ts'
import { type Limits, type Reading, type SearchEnd, searchSlices, seqBounds, stopped } from './search.ts'
import { type SeqRange, withoutRanges } from './seqRanges.ts'

/** Something to add up: rows one by one, or `tally r` with how many rows each stands for. */
export type Summand = {
  prepare: Prepare
  source: string
  values: readonly (string | number)[]
  rows: '1' | 'r.rows'
}

const blocksEach = 512

/**
 * Visits everything that satisfies a predicate, in no order. Blocks that tallies answer for are visited as such; a visitor
 * that needs the rows of some of them names these.
 */
export async function searchSums(
  reading: Reading,
  predicate: Predicate,
  limits: Limits,
  visit: (summand: Summand) => readonly number[] | undefined,
): Promise<SearchEnd> {
  const { prepare, index } = reading
  const bounds = seqBounds(prepare)
  if (bounds === null) return 'complete'
  const connection = predicate.tally.isWhole ? (index?.connect() ?? null) : null
  if (connection === null || index === null) return visitRows(reading, predicate, limits, visit)
  let blocks: number[] = []
  let passed: SeqRange[] = []
  const read = new Set<number>()
  try {
    blocks = talliedWithin(connection, prepare, predicate)
    passed = passOverByTally(connection, prepare, predicate)
    for (let at = 0; at < blocks.length; at += blocksEach) {
      const stop = stopped(limits)
      if (stop !== null) return stop
      const some = blocks.slice(at, at + blocksEach)
      for (const block of visit(tallyOf(connection, predicate, some)) ?? []) read.add(block)
      await nextTurn()
    }
  } finally {
    connection.close()
  }
  const counted = blocks.filter(block => !read.has(block)).map(rangeOf)
  const ranges = withoutRanges(bounds, [...passed, ...counted])
  for (const slice of scanSlices(ranges, limits.clock)) {
    const stop = stopped(limits)
    if (stop !== null) return stop
    visit({ prepare, ...rowsOf(predicate, slice), rows: '1' })
    await nextTurn()
  }
  return 'complete'
}

async function visitRows(
  reading: Reading,
  predicate: Predicate,
  limits: Limits,
  visit: (summand: Summand) => unknown,
): Promise<SearchEnd> {
  const slices = searchSlices(reading, predicate, null, limits)
  for (let next = await slices.next(); ; next = await slices.next()) {
    if (next.done === true) return next.value
    visit({ prepare: reading.prepare, ...next.value, rows: '1' })
  }
}

function tallyOf({ prepare }: IndexConnection, { tally }: Predicate, blocks: readonly number[]): Summand {
  return {
    prepare,
    source: `FROM tally r WHERE r.block IN (SELECT value FROM json_each(?)) AND ${tally.where}`,
    values: [JSON.stringify(blocks), ...tally.values],
    rows: 'r.rows',
  }
}
