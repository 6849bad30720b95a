import type { Retention } from '../../contract/retention.ts'
import type { Store } from '../store/openStore.ts'

const day = 86_400_000
const pagesFreedEach = 256

/** Removes the oldest rows beyond what is to be kept, in slices that nobody feels, and lets the file shrink. */
export function createPruner(
  store: Pick<Store, 'prepare' | 'database' | 'remove' | 'rows'>,
  now: () => number,
) {
  const { prepare, database } = store

  const oldest = (limit: number): number[] =>
    prepare('SELECT seq FROM receipt WHERE pinned = 0 ORDER BY seq LIMIT ?').pluck().all(limit) as number[]

  const olderThan = (instant: number, limit: number): number[] =>
    prepare('SELECT seq FROM receipt WHERE received_at < ? AND pinned = 0 ORDER BY received_at LIMIT ?')
      .pluck()
      .all(instant, limit) as number[]

  const pragma = (name: string) => Number(database.pragma(name, { simple: true }))
  const usedBytes = () => (pragma('page_count') - pragma('freelist_count')) * pragma('page_size')

  const choose = ({ rows, days, megabytes }: Retention, limit: number): number[] => {
    const surplus = rows === null ? 0 : store.rows() - rows
    if (surplus > 0) return oldest(Math.min(limit, surplus))
    const aged = days === null ? [] : olderThan(now() - days * day, limit)
    if (aged.length > 0) return aged
    return megabytes !== null && usedBytes() > megabytes * 1_048_576 ? oldest(limit) : []
  }

  /** Removes at most `limit` rows; the answer is whether there may be more to do. */
  return function pruneSlice(retention: Retention, limit = 200): boolean {
    const seqs = choose(retention, limit)
    if (seqs.length > 0) {
      store.remove(seqs)
      return true
    }
    if (pragma('freelist_count') === 0) return false
    database.pragma(`incremental_vacuum(${pagesFreedEach})`)
    return pragma('freelist_count') > 0
  }
}
