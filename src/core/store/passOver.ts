import type { Predicate } from '../query/compileQuery.ts'
import type { IndexConnection } from './openIndexReader.ts'
import type { Prepare } from './prepareCached.ts'
import type { SeqRange } from './seqRanges.ts'
import { blockRows } from './tallyTable.ts'
import { mayHold, pairsOf } from './textPairs.ts'

type Tallied = { block: number; changes: number }

/** Rows that need not be read: none of a block has the values that are asked for, or was received at the time. */
export function passOverByTally(
  { prepare: prepareIndex }: IndexConnection,
  prepare: Prepare,
  { tally, received }: Predicate,
): SeqRange[] {
  if (tally.where === '1' && received === null) return []
  const { from, to } = clamped(received)
  const blocks = prepareIndex(
    `SELECT block, changes FROM tallied z WHERE NOT (last_received >= ? AND first_received < ?
      AND EXISTS (SELECT 1 FROM tally r WHERE r.block = z.block AND ${tally.where}))`,
  ).all(from, to, ...tally.values) as Tallied[]
  return stillTrue(prepare, blocks).map(rangeOf)
}

/** Blocks all of whose rows can be counted by their tallies. */
export function talliedWithin(
  { prepare: prepareIndex }: IndexConnection,
  prepare: Prepare,
  { received }: Predicate,
): number[] {
  const { from, to } = clamped(received)
  const blocks = prepareIndex(
    'SELECT block, changes FROM tallied WHERE first_received >= ? AND last_received < ?',
  ).all(from, to) as Tallied[]
  return stillTrue(prepare, blocks)
}

/** Rows that need not be read: no text of a block has the characters that are asked for. */
export function passOverByPairs({ prepare, newest }: IndexConnection, texts: readonly string[]): SeqRange[] {
  const asked = pairsOf(texts)
  if (asked.length === 0) return []
  const blocks = prepare('SELECT block, pairs FROM text_block').raw().iterate() as Iterable<[number, Buffer]>
  const ranges: SeqRange[] = []
  for (const [block, pairs] of blocks) {
    const { from, to } = rangeOf(block)
    if (!mayHold(pairs, asked)) ranges.push({ from, to: Math.min(to, newest) })
  }
  return ranges
}

export const rangeOf = (block: number): SeqRange => ({
  from: block * blockRows,
  to: (block + 1) * blockRows - 1,
})

/** Tallies are read first: a change since then shows here, and its block is read. */
function stillTrue(prepare: Prepare, blocks: readonly Tallied[]): number[] {
  const changed = prepare(
    `SELECT block, changes FROM changed_block WHERE block >= (SELECT min(seq) FROM receipt) / ${blockRows}`,
  ).all() as Tallied[]
  const changes = new Map(changed.map(one => [one.block, one.changes]))
  return blocks
    .filter(({ block, changes: known }) => known === (changes.get(block) ?? 0))
    .map(one => one.block)
}

function clamped(received: Predicate['received']): { from: number; to: number } {
  return {
    from: Math.max(Number.MIN_SAFE_INTEGER, received?.from ?? Number.NEGATIVE_INFINITY),
    to: Math.min(Number.MAX_SAFE_INTEGER, received?.to ?? Number.POSITIVE_INFINITY),
  }
}
