import type Database from 'better-sqlite3'
import { hanWords, indexable } from '../query/textGrams.ts'
import { blockRows } from './tallyTable.ts'
import { addPairs, pairBytes } from './textPairs.ts'

/** Puts the texts of rows into the indexes, oldest first, and takes those of removed rows out of them again. */
export function createTextFiller(index: Database.Database, source: Database.Database) {
  const readNewest = index.prepare('SELECT newest FROM text_mark').pluck()
  const saveNewest = index.prepare('UPDATE text_mark SET newest = ?')
  const nextTexts = source.prepare('SELECT seq, text FROM receipt_text WHERE seq > ? ORDER BY seq LIMIT ?')
  const seqsOf = source.prepare('SELECT seq FROM receipt_text WHERE seq BETWEEN ? AND ?').pluck()
  const insertTrigrams = index.prepare('INSERT INTO receipt_trigram (rowid, text) VALUES (?, ?)')
  const insertWords = index.prepare('INSERT INTO receipt_han (rowid, text) VALUES (?, ?)')
  const readPairs = index.prepare('SELECT pairs FROM text_block WHERE block = ?').pluck()
  const savePairs = index.prepare('INSERT OR REPLACE INTO text_block (block, pairs) VALUES (?, ?)')
  const removePairs = index.prepare('DELETE FROM text_block WHERE block = ?')
  const removals = ['receipt_trigram', 'receipt_han'].map(table =>
    index.prepare(`DELETE FROM ${table} WHERE rowid = ?`),
  )
  const blockOf = (seq: number) => Math.floor(seq / blockRows)

  /** At most `limit` rows; the answer is how many they were. */
  const add = (limit: number): number => {
    const rows = nextTexts.all(readNewest.get(), limit) as { seq: number; text: string }[]
    const blocks = new Map<number, Uint8Array>()
    for (const { seq, text } of rows) {
      insertTrigrams.run(seq, indexable(text))
      const words = hanWords(text)
      if (words !== '') insertWords.run(seq, words)
      const block = blockOf(seq)
      const pairs =
        blocks.get(block) ?? (readPairs.get(block) as Buffer | undefined) ?? new Uint8Array(pairBytes)
      addPairs(pairs, text)
      blocks.set(block, pairs)
    }
    for (const [block, pairs] of blocks) savePairs.run(block, pairs)
    const last = rows.at(-1)
    if (last !== undefined) saveNewest.run(last.seq)
    return rows.length
  }

  /** Forgets the rows of a block that are no longer there; its pairs may say too much, but never too little. */
  const drop = (block: number): void => {
    const first = block * blockRows
    const known = new Set(seqsOf.all(first, first + blockRows - 1) as number[])
    for (let seq = first; seq < first + blockRows; seq++) {
      if (!known.has(seq)) for (const removal of removals) removal.run(seq)
    }
    if (known.size === 0) removePairs.run(block)
  }

  return { add, drop, newest: () => Number(readNewest.get()) }
}
