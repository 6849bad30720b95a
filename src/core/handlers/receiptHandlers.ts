import type { Asker, Handlers } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import { openFeed } from '../feed/openFeed.ts'
import { readDetail } from '../ingest/readDetail.ts'
import { compileQuery } from '../query/compileQuery.ts'
import type { Store } from '../store/openStore.ts'
import { countRows, readFacets, readHistogram, readPage } from '../store/readReceipts.ts'
import { seqOf } from '../store/receiptTable.ts'
import type { SearchEnd } from '../store/search.ts'
import * as inputs from './inputs.ts'
import { parseInput } from './parseInput.ts'
import { readQuery } from './readQuery.ts'

const deadlineMilliseconds = 2000

type Names =
  | 'receipts.page'
  | 'receipts.get'
  | 'receipts.count'
  | 'receipts.facets'
  | 'receipts.histogram'
  | 'receipts.pin'
  | 'receipts.note'

export function receiptHandlers(store: Store, now: () => number) {
  const limits = ({ signal }: Asker) => ({
    deadline: performance.now() + deadlineMilliseconds,
    cancelled: () => signal.aborted,
    clock: () => performance.now(),
  })
  const predicate = (query: string) => compileQuery(readQuery(query, now()), now())

  const calls = {
    'receipts.page': (input, asker) => {
      const { query, before, limit } = parseInput(inputs.pageInput, input)
      const { end, ...page } = readPage(store.prepare, predicate(query), before, limit, limits(asker))
      notCancelled(end)
      return page
    },
    'receipts.count': (input, asker) => {
      const { query } = parseInput(inputs.countInput, input)
      const { matching, end } = countRows(store.prepare, predicate(query), limits(asker))
      return { matching, partial: notCancelled(end) === 'deadline' }
    },
    'receipts.facets': (input, asker) => {
      const { query, fields, limit } = parseInput(inputs.facetsInput, input)
      const { facets, end } = readFacets(store.prepare, predicate(query), fields, limit, limits(asker))
      return { facets, partial: notCancelled(end) === 'deadline' }
    },
    'receipts.histogram': (input, asker) => {
      const { query, from, to, buckets } = parseInput(inputs.histogramInput, input)
      const range = { from, to }
      const { end, ...histogram } = readHistogram(
        store.prepare,
        predicate(query),
        range,
        buckets,
        limits(asker),
      )
      notCancelled(end)
      return histogram
    },
    'receipts.get': input => {
      const { id } = parseInput(inputs.getInput, input)
      const detail = readDetail(store.prepare, seqOrTrouble(id))
      if (detail === null) throw unknownReceipt(id)
      return detail
    },
    'receipts.pin': input => {
      const { id, pinned } = parseInput(inputs.pinInput, input)
      changeRow(id, 'pinned', pinned ? 1 : 0)
      return null
    },
    'receipts.note': input => {
      const { id, note } = parseInput(inputs.noteInput, input)
      changeRow(id, 'note', note)
      return null
    },
  } satisfies Pick<Handlers['calls'], Names>

  const streams = {
    'receipts.feed': (input, { signal }) => {
      const { query, after } = parseInput(inputs.feedInput, input)
      return openFeed(store, readQuery(query, now()), after, signal, now)
    },
  } satisfies Pick<Handlers['streams'], 'receipts.feed'>

  return { calls, streams }

  function changeRow(id: string, column: 'pinned' | 'note', value: number | string | null): void {
    const seq = seqOrTrouble(id)
    store.change(nextRev => {
      const update = store.prepare(`UPDATE receipt SET ${column} = ?, rev = ? WHERE seq = ?`)
      if (update.run(value, nextRev(), seq).changes === 0) throw unknownReceipt(id)
    })
  }
}

function notCancelled(end: SearchEnd): SearchEnd {
  if (end === 'cancelled') throw new ApiError('cancelled', 'The search was cancelled')
  return end
}

function seqOrTrouble(id: string): number {
  const seq = seqOf(id)
  if (seq === null) throw new ApiError('bad-input', 'id: expected the id of a receipt, such as r12')
  return seq
}

const unknownReceipt = (id: string) =>
  new ApiError('not-found', `There is no receipt ${id}`, 'It may have been removed by the retention rules.')
