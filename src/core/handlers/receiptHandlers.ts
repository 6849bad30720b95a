import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Asker, Handlers } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import { openFeed } from '../feed/openFeed.ts'
import { explainCode } from '../ingest/explainCode.ts'
import { readDetail } from '../ingest/readDetail.ts'
import { compileQuery } from '../query/compileQuery.ts'
import { readQuery } from '../query/readQuery.ts'
import { findSeqs, unknownReceipt } from '../store/findSeqs.ts'
import type { Store } from '../store/openStore.ts'
import type { Reader } from '../store/reader.ts'
import { readFate } from '../store/readFate.ts'
import { seqOf } from '../store/receiptTable.ts'
import type { SearchEnd } from '../store/search.ts'
import * as inputs from './inputs.ts'
import { parseInput } from './parseInput.ts'

const deadlineMilliseconds = 2000
/** A report on everything may take its time; it runs beside whatever else is asked. */
const insightsMilliseconds = 15_000
/** Rows changed in one commit, so that arrivals wait for no more than that. */
const rowsAtOnce = 500

type Names =
  | 'receipts.page'
  | 'receipts.get'
  | 'receipts.fate'
  | 'receipts.count'
  | 'receipts.facets'
  | 'receipts.histogram'
  | 'insights.read'
  | 'receipts.related'
  | 'codes.explain'
  | 'receipts.pin'
  | 'receipts.note'

export function receiptHandlers(store: Store, reader: Reader, now: () => number) {
  const limits = ({ signal }: Asker) => ({ milliseconds: deadlineMilliseconds, signal })
  const predicate = (query: string) => compileQuery(readQuery(query, now()), now())

  const calls = {
    'receipts.page': async (input, asker) => {
      const { query, ...place } = parseInput(inputs.pageInput, input)
      const job = { predicate: predicate(query), ...place }
      const { end, ...page } = await reader.read('page', job, limits(asker))
      notCancelled(end)
      return page
    },
    'receipts.count': async (input, asker) => {
      const { query } = parseInput(inputs.countInput, input)
      const { matching, end } = await reader.read('count', { predicate: predicate(query) }, limits(asker))
      return { matching, partial: notCancelled(end) === 'deadline' }
    },
    'receipts.facets': async (input, asker) => {
      const { query, ...wanted } = parseInput(inputs.facetsInput, input)
      const job = { predicate: predicate(query), ...wanted }
      const { facets, end } = await reader.read('facets', job, limits(asker))
      return { facets, partial: notCancelled(end) === 'deadline' }
    },
    'receipts.histogram': async (input, asker) => {
      const { query, buckets } = parseInput(inputs.histogramInput, input)
      const job = { predicate: predicate(query), buckets }
      const { end, ...histogram } = await reader.read('histogram', job, limits(asker))
      notCancelled(end)
      return histogram
    },
    'insights.read': async (input, asker) => {
      const job = { predicate: predicate(parseInput(inputs.countInput, input).query), now: now() }
      const { end, ...insights } = await reader.read('insights', job, {
        ...limits(asker),
        milliseconds: insightsMilliseconds,
      })
      notCancelled(end)
      return insights
    },
    'receipts.get': input => {
      const { id } = parseInput(inputs.getInput, input)
      const seq = seqOrTrouble(id)
      const detail = readDetail(store.prepare, seq)
      if (detail === null) throw unknownReceipt(seq, readFate(store.prepare, seq, store.rev()))
      return detail
    },
    'receipts.fate': input =>
      readFate(store.prepare, seqOrTrouble(parseInput(inputs.getInput, input).id), store.rev()),
    'receipts.related': async (input, asker) =>
      await reader.read(
        'related',
        { seq: seqOrTrouble(parseInput(inputs.getInput, input).id) },
        limits(asker),
      ),
    'codes.explain': input => {
      const { code, phone } = parseInput(inputs.explainInput, input)
      return explainCode(code, phone)
    },
    'receipts.pin': async (input, { signal }) => {
      const { what, pinned } = parseInput(inputs.pinInput, input)
      const seqs = await findSeqs(reader, what, now(), signal)
      let changed = 0
      for (let from = 0; from < seqs.length; from += rowsAtOnce) {
        if (from > 0) await nextTurn()
        changed += pinRows(seqs.slice(from, from + rowsAtOnce), pinned)
      }
      if ('ids' in what && changed === 0) throw unknownReceipt(seqs[0] ?? 0)
      return { changed }
    },
    'receipts.note': input => {
      const { id, note } = parseInput(inputs.noteInput, input)
      const seq = seqOrTrouble(id)
      store.change(nextRev => {
        const update = store.prepare('UPDATE receipt SET note = ?, rev = ? WHERE seq = ?')
        if (update.run(note, nextRev(), seq).changes === 0) throw unknownReceipt(seq)
      })
      return null
    },
  } satisfies Pick<Handlers['calls'], Names>

  const streams = {
    'receipts.feed': (input, { signal }) => {
      const { query, after } = parseInput(inputs.feedInput, input)
      return openFeed(store, reader, readQuery(query, now()), after, signal, now)
    },
  } satisfies Pick<Handlers['streams'], 'receipts.feed'>

  return { calls, streams }

  function pinRows(seqs: readonly number[], pinned: boolean): number {
    let changed = 0
    store.change(nextRev => {
      const update = store.prepare('UPDATE receipt SET pinned = ?, rev = ? WHERE seq = ?')
      for (const seq of seqs) changed += update.run(pinned ? 1 : 0, nextRev(), seq).changes
    })
    return changed
  }
}

function notCancelled(end: SearchEnd): SearchEnd {
  if (end === 'cancelled')
    throw new ApiError('cancelled', { en: 'The search was cancelled', zh: '搜索已取消' })
  return end
}

function seqOrTrouble(id: string): number {
  const seq = seqOf(id)
  if (seq === null)
    throw new ApiError('bad-input', {
      en: 'id: expected the id of a receipt, such as r12',
      zh: 'id：应为回执的 ID，例如 r12',
    })
  return seq
}
