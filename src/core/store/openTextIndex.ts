import Database from 'better-sqlite3'
import { createTallyFiller } from './fillTally.ts'
import { createTextFiller } from './fillTexts.ts'
import { isDamaged, openSearchIndex, removeSearchIndex } from './searchIndexFile.ts'

/** Blocks tallied in a step: counting is much cheaper than indexing texts. */
const blocksEach = 4

/** A file that breaks again and again is not what is wrong. */
const mostRebuilds = 3

/** Opens what a database is searched by for filling, or makes it anew; also where it turns out to be damaged later. */
export function openTextIndex(databasePath: string) {
  const source = new Database(databasePath, { readonly: true })
  source.pragma('cache_size = -8192')
  const newestText = source.prepare('SELECT max(seq) FROM receipt_text').pluck()
  let filling: ReturnType<typeof open> | null = open()
  let rebuilds = 0

  function open() {
    const index = openSearchIndex(databasePath, source)
    const texts = createTextFiller(index, source)
    const tallies = createTallyFiller(index, source)
    const step = index.transaction((limit: number): number => {
      const done = texts.add(limit) + tallies.add(blocksEach)
      if (done > 0) return done
      const renewed = tallies.renew(blocksEach)
      for (const block of renewed) texts.drop(block)
      return renewed.length
    })
    const look = () => {
      const newest = Number(newestText.get() ?? 0)
      return { newest, behind: newest - texts.newest() }
    }
    return { look, step: step.immediate, close: () => index.close() }
  }

  const rebuild = () => {
    filling?.close()
    filling = null
    removeSearchIndex(databasePath)
    rebuilds++
  }

  const guarded = <T>(work: (filling: ReturnType<typeof open>) => T, whenMadeAnew: T): T => {
    filling ??= open()
    try {
      return work(filling)
    } catch (error) {
      if (!isDamaged(error) || rebuilds >= mostRebuilds) throw error
      rebuild()
      return whenMadeAnew
    }
  }

  return {
    /** The last seq that has a text, and how many seqs the index is behind it. */
    look: () => guarded(({ look }) => look(), { newest: 0, behind: 0 }),

    /** Takes in at most `limit` texts, and counts some blocks; the answer is 0 where nothing else was left to do. */
    step: (limit: number): number => guarded(({ step }) => step(limit), 1),

    /** Throws away what a search found damaged; the next steps make it again. */
    rebuild,
    close(): void {
      source.close()
      filling?.close()
    },
  }
}
