import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Seq } from '../../contract/brand.ts'
import { type ArchivedReceipt, type ExportFormat, toExportedReceipt } from '../../contract/exportedReceipt.ts'
import type { Predicate } from '../query/compileQuery.ts'
import type { Prepare } from '../store/prepareCached.ts'
import { type StoredReceipt, toReceiptRow } from '../store/receiptTable.ts'
import { readWords } from '../store/storedWords.ts'
import { createByteWriter } from './createByteWriter.ts'
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
  /** Receipts written before; null where nothing was. */
  written: number | null
  /** A piece is handed over once it has so many, and a few receipts more. */
  pieceBytes: number
  /** Memory of an earlier piece that nobody needs any more. */
  bytes: Uint8Array<ArrayBuffer> | null
}
export type ExportPiece = { bytes: Uint8Array<ArrayBuffer>; receipts: number; after: Seq; isDone: boolean }

type Stored = StoredReceipt & {
  raw: Buffer
  headers: string | null
  request_line: string | null
  message_type: string | null
  undecoded_reason: string | null
}

const spanSeqs = 20_000
/** So few that what each leaves behind dies young. */
const rowsAtOnce = 64
/** With room for the rows that go beyond what is enough. */
const overshootBytes = 1 << 17

/** The next piece of an export, oldest receipts first: as many as it is to hold, or as far as its time allowed. */
export async function readExport(
  prepare: Prepare,
  { predicate, format, masked, version, after, upTo, written, pieceBytes, bytes }: ExportJob,
  { deadline, signal, clock }: { deadline: number; signal: AbortSignal; clock: () => number },
): Promise<ExportPiece> {
  const writer = exportWriter(format, version)
  const texts = predicate.needsText ? 'JOIN receipt_text t ON t.seq = r.seq' : ''
  const select = prepare(
    `SELECT r.*, b.raw, b.headers, b.request_line, b.message_type, b.undecoded_reason
      FROM receipt r JOIN body b ON b.id = r.body ${texts}
      WHERE r.seq > ? AND r.seq <= ? AND ${predicate.where} ORDER BY r.seq LIMIT ${rowsAtOnce}`,
  )
  const memoryBytes = pieceBytes + overshootBytes
  const isOfUse = bytes?.buffer.byteLength === memoryBytes
  const piece = createByteWriter(isOfUse ? bytes.buffer : new ArrayBuffer(memoryBytes))
  if (written === null) piece.write(writer.head)
  let receipts = 0
  let at = after
  while (at < upTo) {
    const to = Math.min(upTo, at + spanSeqs) as Seq
    const rows = select.all(at, to, ...predicate.values) as Stored[]
    for (const row of rows) {
      const receipt = toArchived(row)
      const isFirst = (written ?? 0) + receipts === 0
      piece.write(writer.receipt(masked ? maskReceipt(receipt) : receipt, isFirst))
      receipts += 1
    }
    at = rows.length === rowsAtOnce ? ((rows.at(-1)?.seq ?? to) as Seq) : to
    if (piece.length() >= pieceBytes || signal.aborted || clock() > deadline) break
    await nextTurn()
  }
  const isDone = at >= upTo
  if (isDone) piece.write(writer.tail)
  return { bytes: piece.take(), receipts, after: at, isDone }
}

function toArchived(stored: Stored): ArchivedReceipt {
  const row = toReceiptRow(stored)
  return {
    ...toExportedReceipt({ ...row, raw: stored.raw.toString('base64') }),
    item: stored.item,
    messageType: stored.message_type,
    requestLine: stored.request_line,
    headers: stored.headers === null ? null : (JSON.parse(stored.headers) as [string, string][]),
    undecodedReason: stored.undecoded_reason === null ? null : readWords(stored.undecoded_reason).en,
    pinned: row.pinned,
    note: row.note,
  }
}
