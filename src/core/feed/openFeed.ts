import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import type { Rev } from '../../contract/brand.ts'
import type { FeedItem } from '../../contract/receipt.ts'
import type { Query } from '../query/ast.ts'
import { compileQuery } from '../query/compileQuery.ts'
import type { Store } from '../store/openStore.ts'
import type { Reader } from '../store/reader.ts'

const pageRows = 200
/** A place is a number: many more of them than rows fit a frame. */
const pageGone = 1000
/** Revs looked at in one turn, so that a rare match far ahead never holds the event loop. */
const spanRevs = 20_000
/** A reader farther behind than this starts afresh: nobody reads on from there. */
const staleRevs = 2_000_000
/** Shorter than a frame of the display, so that waiting for more costs no row a frame. */
const coalesceMilliseconds = 10
const firstPageMilliseconds = 2000

/** Rows as they arrive, change and leave: a cursor over the table, woken by commits, never quicker than a display. */
export async function* openFeed(
  store: Pick<Store, 'id' | 'readChanged' | 'readLeft' | 'removals' | 'rev' | 'bell'>,
  reader: Reader,
  query: Query,
  after: { store: string; rev: Rev } | null,
  signal: AbortSignal,
  now: () => number,
): AsyncGenerator<FeedItem, void, undefined> {
  const predicate = compileQuery(query, now())
  const listener = store.bell.listen(signal)
  try {
    let cursor = resumable(store, after)
    let removed = store.removals.placeOf(cursor ?? store.rev())
    if (cursor === null) {
      cursor = store.rev()
      const page = { predicate, before: null, limit: pageRows }
      const { end, ...found } = await reader.read('page', page, {
        milliseconds: firstPageMilliseconds,
        signal,
      })
      if (end === 'cancelled') return
      const { rows, before: older, partial } = found
      yield { store: store.id, rows, gone: [], rev: cursor, reset: true, more: false, older, partial }
    }
    while (!signal.aborted) {
      const newest = store.rev()
      if (cursor >= newest && removed === store.removals.count()) {
        await listener.rung()
        if (!signal.aborted) await pause(coalesceMilliseconds)
        continue
      }
      const span: Rev = Math.min(newest, cursor + spanRevs) as Rev
      const left = store.readLeft(predicate, cursor, span, pageGone)
      const upTo = left.length === pageGone ? (left.at(-1)?.rev ?? span) : span
      const rows = store.readChanged(predicate, cursor, upTo, pageRows)
      const reached: Rev = rows.length === pageRows ? (rows.at(-1)?.rev ?? upTo) : upTo
      const removals = store.removals.since(removed, pageGone)
      const gone = left.flatMap(({ seq, rev }) => (rev <= reached ? [seq] : []))
      gone.push(...removals.seqs)
      cursor = reached
      removed = removals.place
      if (rows.length === 0 && gone.length === 0) {
        await nextTurn()
        continue
      }
      const more = cursor < newest
      yield { store: store.id, rows, gone, rev: cursor, reset: false, more, older: null, partial: false }
    }
  } finally {
    listener.stop()
  }
}

function resumable(store: Pick<Store, 'id' | 'rev'>, after: { store: string; rev: Rev } | null): Rev | null {
  if (after === null || after.store !== store.id) return null
  const behind = store.rev() - after.rev
  return behind >= 0 && behind <= staleRevs ? after.rev : null
}
