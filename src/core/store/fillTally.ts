import type Database from 'better-sqlite3'
import { blockRows, insertTally, selectTally } from './tallyTable.ts'

/** A block is tallied once it is full: seqs are never used twice, so nothing is added to it any more. */
export function createTallyFiller(index: Database.Database, source: Database.Database) {
  const newestSeq = source.prepare('SELECT max(seq) FROM receipt').pluck()
  const nextSeq = source.prepare('SELECT min(seq) FROM receipt WHERE seq >= ?').pluck()
  const changesOf = source.prepare('SELECT changes FROM changed_block WHERE block = ?').pluck()
  const changed = source.prepare('SELECT block, changes FROM changed_block WHERE block <= ?')
  const count = source.prepare(selectTally).raw()
  const newestTallied = index.prepare('SELECT max(block) FROM tallied').pluck()
  const knownChanges = index.prepare('SELECT changes FROM tallied WHERE block = ?').pluck()
  const forget = index.prepare('DELETE FROM tally WHERE block = ?')
  const insert = index.prepare(insertTally)
  const mark = index.prepare('INSERT OR REPLACE INTO tallied VALUES (?, ?, ?, ?)')

  const countBlock = source.transaction((block: number) => ({
    changes: Number(changesOf.get(block) ?? 0),
    cells: count.all(block * blockRows, (block + 1) * blockRows - 1) as (string | number | null)[][],
  }))

  const tally = (block: number, isNew: boolean): void => {
    const { changes, cells } = countBlock(block)
    forget.run(block)
    for (const [item, cell] of cells.entries()) insert.run(block, item, ...cell)
    const first = cells.reduce((least, cell) => Math.min(least, Number(cell.at(-2))), Number.MAX_SAFE_INTEGER)
    const last = cells.reduce((most, cell) => Math.max(most, Number(cell.at(-1))), Number.MIN_SAFE_INTEGER)
    // Rows that went before the first tally may still have texts in the index: it is looked through once more.
    mark.run(block, isNew && changes > 0 ? -1 : changes, first, last)
  }

  /** Seqs may leap, after an import: only blocks that have rows are visited. */
  const nextFull = (after: number): number | null => {
    const seq = nextSeq.get((after + 1) * blockRows) as number | null
    const block = seq === null ? null : Math.floor(seq / blockRows)
    return block === null || (block + 1) * blockRows - 1 > Number(newestSeq.get()) ? null : block
  }

  return {
    /** Tallies at most so many blocks that are new; the answer is how many they were. */
    add(most: number): number {
      let done = 0
      let last = (newestTallied.get() as number | null) ?? -1
      for (let block = nextFull(last); block !== null && done < most; block = nextFull(last)) {
        tally(block, true)
        last = block
        done++
      }
      return done
    },

    /** Tallies at most so many blocks again that have changed since; the answer is which. */
    renew(most: number): number[] {
      const newest = (newestTallied.get() as number | null) ?? -1
      const blocks: number[] = []
      for (const { block, changes } of changed.iterate(newest) as Iterable<{
        block: number
        changes: number
      }>) {
        if (knownChanges.get(block) !== changes) blocks.push(block)
        if (blocks.length === most) break
      }
      for (const block of blocks) tally(block, false)
      return blocks
    },
  }
}
