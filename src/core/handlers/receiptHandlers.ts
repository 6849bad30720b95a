import type { Asker, Handlers } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import { openFeed } from '../feed/openFeed.ts'
import { explainCode } from '../ingest/explainCode.ts'
import { readDetail } from '../ingest/readDetail.ts'
import { compileQuery } from '../query/compileQuery.ts'
import type { Store } from '../store/openStore.ts'
import type { Reader } from '../store/reader.ts'
import { readRelated } from '../store/readRelated.ts'
import { seqOf } from '../store/receiptTable.ts'
import type { SearchEnd } from '../store/search.ts'
import * as inputs from './inputs.ts'
import { parseInput } from './parseInput.ts'
import { readQuery } from './readQuery.ts'

const deadlineMilliseconds = 2000
/** A report on everything may take its time; it runs beside whatever else is asked. */
const insightsMilliseconds = 15_000

type Names =
  | 'receipts.page'
  | 'receipts.get'
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
      const job = { predicate: predicate(parseInput(inputs.countInput, input).query) }
      const { end, ...insights } = await reader.read('insights', job, {
        ...limits(asker),
        milliseconds: insightsMilliseconds,
      })
      notCancelled(end)
      return insights
    },
    'receipts.get': input => {
      const { id } = parseInput(inputs.getInput, input)
      const detail = readDetail(store.prepare, seqOrTrouble(id))
      if (detail === null) throw unknownReceipt(id)
      return detail
    },
    'receipts.related': input =>
      readRelated(store.prepare, seqOrTrouble(parseInput(inputs.getInput, input).id)),
    'codes.explain': input => {
      const { code, phone } = parseInput(inputs.explainInput, input)
      return explainCode(code, phone)
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
      return openFeed(store, reader, readQuery(query, now()), after, signal, now)
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
