import * as z from 'zod'
import { type ExportFormat, exportFormats } from '../../contract/exportedReceipt.ts'
import type { ExportFile } from '../../core/handlers/exportHandlers.ts'
import { readChoice } from './readParameters.ts'
import { queryParameter } from './receiptRoutes.ts'
import type { Route } from './route.ts'

const types: Record<ExportFormat, string> = {
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  har: 'application/json; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

/** A file of any size, written no faster than its asker takes it. */
export function exportRoute(exportFile: ExportFile): Route {
  return {
    method: 'GET',
    path: '/api/export',
    about:
      'The file that receiptscope export writes, oldest receipts first. One cut short ends without its last chunk.',
    parameters: [
      queryParameter,
      {
        name: 'format',
        about: 'ndjson without it.',
        schema: { type: 'string', enum: [...exportFormats] },
      },
      {
        name: 'mask',
        about:
          'Whether phone numbers are hidden but for their ends, contents and bytes altogether; false without it.',
        schema: { type: 'boolean' },
      },
    ],
    success: { contentType: 'application/x-ndjson', schema: z.string() },
    answer({ query, signal }) {
      const format = readChoice(query, 'format', exportFormats, 'ndjson')
      const masked = readChoice(query, 'mask', ['true', 'false'], 'false') === 'true'
      const body = exportFile({ query: query.get('query') ?? '', format, masked }, signal)
      const headers = {
        'content-type': types[format],
        'content-disposition': `attachment; filename="receipts.${format}"`,
      }
      return Promise.resolve({ status: 200, headers, body })
    },
  }
}
