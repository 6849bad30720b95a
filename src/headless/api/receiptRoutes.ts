import type { Handlers } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { Seq } from '../../contract/brand.ts'
import { toExportedReceipt } from '../../contract/exportedReceipt.ts'
import type { ReceiptRow } from '../../contract/receipt.ts'
import { jsonReply } from '../http/reply.ts'
import { readDuration, readInteger, refuseUnknown } from './readParameters.ts'
import type { Route } from './route.ts'
import { waitForReceipt } from './waitForReceipt.ts'

const defaultRows = 100
const mostRows = 1000
const longestWait = 600_000

export function receiptRoutes({ calls, streams }: Handlers): Route[] {
  const exportRow = async ({ id }: Pick<ReceiptRow, 'id'>, signal: AbortSignal) =>
    toExportedReceipt(await calls['receipts.get']({ id }, { signal }))

  return [
    {
      method: 'GET',
      path: '/api/receipts',
      async answer({ query, signal }) {
        refuseUnknown(query, ['query', 'limit', 'before'])
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
          const input = { query: query.get('query') ?? '', before: next, limit: limit - receipts.length }
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
      path: '/api/receipts/wait',
      async answer({ query, signal }) {
        refuseUnknown(query, ['query', 'timeout'])
        const timeout = readDuration(query, 'timeout', 30_000, longestWait)
        const row = await waitForReceipt(streams, query.get('query') ?? '', timeout, signal)
        if (row !== null) return jsonReply(200, await exportRow(row, signal))
        if (signal.aborted) throw new ApiError('closed', 'The program is stopping.')
        const message = `No receipt matched within ${timeout / 1000} s.`
        return jsonReply(
          404,
          new ApiError('timeout', message, 'Is the monitor running, and the query right?'),
        )
      },
    },
    {
      method: 'GET',
      path: '/api/receipts/{id}',
      async answer({ query, signal }, { id = '' }) {
        refuseUnknown(query, [])
        return jsonReply(200, await exportRow({ id: id as ReceiptRow['id'] }, signal))
      },
    },
  ]
}
