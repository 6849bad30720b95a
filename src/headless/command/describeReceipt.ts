import { styleText } from 'node:util'
import type { ReceiptRow, ReceiptStatus } from '../../contract/receipt.ts'
import { plain } from './plain.ts'

const colours: Record<ReceiptStatus, 'green' | 'red' | 'yellow' | 'cyan' | 'gray'> = {
  delivered: 'green',
  failed: 'red',
  pending: 'yellow',
  inbound: 'cyan',
  unknown: 'gray',
}

/** One line for people; coloured where the stream is a terminal and NO_COLOR does not forbid it. */
export function describeReceipt(row: ReceiptRow, stream: NodeJS.WritableStream): string {
  const time = new Date(row.receivedAt).toTimeString().slice(0, 8)
  const status = styleText(colours[row.status], row.status.padEnd(9), { stream })
  const latency = row.latencyMs === null ? '' : `${(row.latencyMs / 1000).toFixed(1)} s`
  const columns = [(row.phone ?? '').padEnd(14), (row.errCode ?? '').padEnd(12), latency.padStart(8)]
  const received = [...columns, row.outId ?? '', row.content ?? ''].map(plain).join('  ')
  return `${time}  ${status}  ${received.trimEnd()}`
}
