import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Seq } from '../../contract/brand.ts'
import { type ArchivedReceipt, type ExportFormat, toExportedReceipt } from '../../contract/exportedReceipt.ts'
import type { Predicate } from '../query/compileQuery.ts'
import type { Prepare } from '../store/prepareCached.ts'
import { type StoredReceipt, toReceiptRow } from '../store/receiptTable.ts'
import { maskReceipt } from './maskReceipt.ts'
import { exportWriter } from './writeExport.ts'

export type ExportJob = {
  predicate: Predicate
  format: ExportFormat
  masked: boolean
  version: string
  /** Rows after the first seq and up to the second. */
  after: Seq
  upTo: Seq
  /** Whether a receipt was written before. */
  isFirst: boolean
  /** At most so many receipts: few where memory counts, more where every piece has a way to go. */
  most: number
}
export type ExportPiece = { text: string; receipts: number; after: Seq; isDone: boolean }

type Stored = StoredReceipt & {
  raw: Buffer
  headers: string | null
  request_line: string | null
  message_type: string | null
  undecoded_reason: string | null
}

const spanSeqs = 20_000
const pieceCharacters = 1 << 18

/** The next piece of an export, oldest receipts first: a few hundred of them, or as far as its time allowed. */
export async function readExport(
  prepare: Prepare,
  { predicate, format, masked, version, after, upTo, isFirst, most }: ExportJob,
  { deadline, signal, clock }: { deadline: number; signal: AbortSignal; clock: () => number },
): Promise<ExportPiece> {
  const writer = exportWriter(format, version)
  const texts = predicate.needsText ? 'JOIN receipt_text t ON t.seq = r.seq' : ''
  const select = prepare(
    `SELECT r.*, b.raw, b.headers, b.request_line, b.message_type, b.undecoded_reason
      FROM receipt r JOIN body b ON b.id = r.body ${texts}
      WHERE r.seq > ? AND r.seq <= ? AND ${predicate.where} ORDER BY r.seq LIMIT ?`,
  )
  let text = ''
  let receipts = 0
  let at = after
  while (at < upTo) {
    const to = Math.min(upTo, at + spanSeqs) as Seq
    const room = most - receipts
    const rows = select.all(at, to, ...predicate.values, room) as Stored[]
    for (const row of rows) {
      const receipt = toArchived(row)
      text += writer.receipt(masked ? maskReceipt(receipt) : receipt, isFirst && receipts === 0)
      receipts += 1
    }
    at = rows.length === room ? ((rows.at(-1)?.seq ?? to) as Seq) : to
    const isEnough = receipts >= most || text.length >= pieceCharacters
    if (isEnough || signal.aborted || clock() > deadline) break
    await nextTurn()
  }
  return { text, receipts, after: at, isDone: at >= upTo }
}

function toArchived(stored: Stored): ArchivedReceipt {
  const row = toReceiptRow(stored)
  return {
    ...toExportedReceipt({ ...row, raw: stored.raw.toString('base64') }),
    item: stored.item,
    messageType: stored.message_type,
    requestLine: stored.request_line,
    headers: stored.headers === null ? null : (JSON.parse(stored.headers) as [string, string][]),
    undecodedReason: stored.undecoded_reason,
    pinned: row.pinned,
    note: row.note,
  }
}
