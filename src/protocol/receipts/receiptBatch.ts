/** Body of one HTTP push: always an array, also around a single receipt. */
export function writeReceiptBatch(receipts: readonly string[]): string {
  return `[${receipts.join(',')}]`
}

/** Body of one queue message: one receipt, in base64. */
export function writeQueueReceipt(receipt: string): string {
  return Buffer.from(receipt).toString('base64')
}
