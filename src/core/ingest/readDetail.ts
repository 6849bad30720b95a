import type { ReceiptDetail } from '../../contract/receipt.ts'
import { decodeReceiptBody } from '../../protocol/receipts/decodeReceiptBody.ts'
import type { Prepare } from '../store/prepareCached.ts'
import { type StoredReceipt, toReceiptRow } from '../store/receiptTable.ts'
import { readWords } from '../store/storedWords.ts'

type StoredBody = {
  raw: Buffer
  headers: string | null
  request_line: string | null
  message_type: string | null
  undecoded_reason: string | null
}

/** A row with its bytes. Layers and unnamed keys are read from the bytes again: they can't disagree with them. */
export function readDetail(prepare: Prepare, seq: number): ReceiptDetail | null {
  const stored = prepare('SELECT * FROM receipt WHERE seq = ?').get(seq) as StoredReceipt | undefined
  if (stored === undefined) return null
  const body = prepare(
    'SELECT raw, headers, request_line, message_type, undecoded_reason FROM body WHERE id = ?',
  ).get(stored.body) as StoredBody | undefined
  const decoded = decodeReceiptBody(body?.raw ?? new Uint8Array(), body?.message_type ?? null)
  const receipt = 'receipts' in decoded ? decoded.receipts[stored.item] : undefined
  return {
    ...toReceiptRow(stored),
    raw: body?.raw.toString('base64') ?? '',
    rawBytes: stored.size,
    headers: body?.headers == null ? null : (JSON.parse(body.headers) as [string, string][]),
    requestLine: body?.request_line ?? null,
    layers: [...decoded.layers],
    undecodedReason: body?.undecoded_reason == null ? null : readWords(body.undecoded_reason),
    extra: { ...receipt?.extra, ...(receipt?.review == null ? {} : { review: receipt.review }) },
  }
}
