import type { ArchivedReceipt, ExportFormat } from '../../contract/exportedReceipt.ts'
import { archivedMembers } from './archivedMembers.ts'
import { type CsvField, writeCsvRecord } from './csv.ts'
import { harHead, harTail, toHarEntry } from './har.ts'

/** How a file of a format begins, goes on and ends; `isFirst` is true for its first receipt. */
export type ExportWriter = {
  head: string
  receipt(receipt: ArchivedReceipt, isFirst: boolean): string
  tail: string
}

/** A spreadsheet of a Chinese system takes text for GBK unless a byte order mark says otherwise. */
const byteOrderMark = '\uFEFF'

export function exportWriter(format: ExportFormat, version: string): ExportWriter {
  switch (format) {
    case 'ndjson':
      return { head: '', receipt: receipt => `${JSON.stringify(receipt)}\n`, tail: '' }
    case 'json':
      return {
        head: '[',
        receipt: (receipt, isFirst) => `${isFirst ? '' : ','}\n${JSON.stringify(receipt)}`,
        tail: '\n]\n',
      }
    case 'csv':
      return {
        head: byteOrderMark + writeCsvRecord(archivedMembers),
        receipt: receipt => writeCsvRecord(archivedMembers.map(member => toField(receipt[member]))),
        tail: '',
      }
    case 'har':
      return {
        head: harHead(version),
        receipt: (receipt, isFirst) => `${isFirst ? '' : ','}\n${JSON.stringify(toHarEntry(receipt))}`,
        tail: `\n${harTail}`,
      }
    default:
      return format satisfies never
  }
}

/** Texts stand as they are, everything else as JSON. */
function toField(value: ArchivedReceipt[keyof ArchivedReceipt]): CsvField {
  if (value === null || typeof value === 'string') return value
  return JSON.stringify(value)
}
