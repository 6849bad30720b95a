import type { ReceiptId } from './brand.ts'

/** The receipts that something is done with: those named, or all that match. */
export type Which = { ids: ReceiptId[] } | { query: string }
