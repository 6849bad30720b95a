import type { Handlers } from '../../contract/api.ts'
import { ApiError, type ApiErrorBody } from '../../contract/apiError.ts'
import type { Seq } from '../../contract/brand.ts'
import { toExportedReceipt } from '../../contract/exportedReceipt.ts'
import type { ReceiptRow } from '../../contract/receipt.ts'
import { asIs } from '../../contract/words.ts'
import { jsonReply } from '../http/reply.ts'
import { receiptAnswer, receiptsAnswer } from './answers.ts'
import { readDuration, readInteger } from './readParameters.ts'
import type { Parameter, Route } from './route.ts'
import { waitForReceipt } from './waitForReceipt.ts'

const defaultRows = 100
const mostRows = 1000
const longestWait = 600_000

export const queryParameter: Parameter = {
  name: 'query',
  about: 'What to look for, in the language of the query field; everything without it.',
  schema: { type: 'string' },
}

type Rows = {
  path: string
  /** What the rows are called, at the beginning of a sentence. */
  name: string
  one: string
  /** A query that all of them meet. */
  all: string
}

/** Receipts of every kind. */
export const receiptRoutes = (handlers: Handlers): Route[] =>
  routesOfRows(handlers, { path: '/api/receipts', name: 'Receipts', one: 'receipt', all: '' })

/** The same list, page and wait for a part of the table. */
export function routesOfRows({ calls, streams }: Handlers, { path, name, one, all }: Rows): Route[] {
  const narrowed = (query: URLSearchParams) => `${query.get('query') ?? ''} ${all}`.trim()
  const exportRow = async ({ id }: Pick<ReceiptRow, 'id'>, signal: AbortSignal) =>
    toExportedReceipt(await calls['receipts.get']({ id }, { signal }))

  return [
    {
      method: 'GET',
      path,
      about: `${name} that match, newest first.`,
      parameters: [
        queryParameter,
        {
          name: 'limit',
          about: `At most so many; ${defaultRows} without it.`,
          schema: { type: 'integer', minimum: 1, maximum: mostRows },
        },
        {
          name: 'before',
          about: 'The "before" of the answer with the next newer ones.',
          schema: { type: 'integer', minimum: 0 },
        },
      ],
      success: { contentType: 'application/json', schema: receiptsAnswer },
      async answer({ query, signal }) {
        const limit = readInteger(query, 'limit', { smallest: 1, largest: mostRows, fallback: defaultRows })
        const before = readInteger(query, 'before', {
          smallest: 0,
          largest: Number.MAX_SAFE_INTEGER,
          fallback: null,
        })
        const receipts = []
        let next = before as Seq | null
        let partial = false
        do {
          const input = { query: narrowed(query), before: next, limit: limit - receipts.length }
          const page = await calls['receipts.page'](input, { signal })
          for (const row of page.rows) receipts.push(await exportRow(row, signal))
          next = page.before
          partial = page.partial
        } while (next !== null && receipts.length < limit)
        return jsonReply(200, { receipts, before: next, partial })
      },
    },
    {
      method: 'GET',
      path: `${path}/wait`,
      about: `The newest ${one} that matches, as soon as there is one; 404 when the time is up.`,
      parameters: [
        queryParameter,
        {
          name: 'timeout',
          about: '500ms, 30s, 2m; 30s without it, 10m at most.',
          schema: { type: 'string' },
        },
      ],
      success: { contentType: 'application/json', schema: receiptAnswer },
      async answer({ query, signal }) {
        const timeout = readDuration(query, 'timeout', 30_000, longestWait)
        const row = await waitForReceipt(streams, narrowed(query), timeout, signal)
        if (row !== null) return jsonReply(200, await exportRow(row, signal))
        if (signal.aborted) throw new ApiError('closed', asIs('The program is stopping.'))
        const message = `No ${one} matched within ${timeout / 1000} s.`
        const hint = 'Is the monitor running, and the query right?'
        return jsonReply(404, { code: 'timeout', message, hint } satisfies ApiErrorBody)
      },
    },
    {
      method: 'GET',
      path: `${path}/{id}`,
      about: `One ${one}, with its bytes.`,
      parameters: [],
      success: { contentType: 'application/json', schema: receiptAnswer },
      async answer({ signal }, { id = '' }) {
        return jsonReply(200, await exportRow({ id: id as ReceiptRow['id'] }, signal))
      },
    },
  ]
}
