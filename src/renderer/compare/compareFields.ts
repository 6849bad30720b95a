import type { ReceiptDetail } from '../../contract/receipt.ts'
import { isWords, type Words } from '../../contract/words.ts'

/** Members that are texts or numbers, in the order in which a reader looks for them. */
export const comparedFields = [
  'kind',
  'status',
  'phone',
  'errCode',
  'errMessage',
  'content',
  'sendTime',
  'reportTime',
  'receivedAt',
  'latencyMs',
  'bizId',
  'outId',
  'parts',
  'destCode',
  'sequenceId',
  'carrier',
  'via',
  'account',
  'source',
  'messageId',
  'requestId',
  'deliveries',
  'signature',
  'requestLine',
  'rawBytes',
  'undecodedReason',
  'note',
] as const satisfies readonly (keyof ReceiptDetail)[]

export type ComparedField = (typeof comparedFields)[number]
export type FieldPair = { field: ComparedField; left: string | null; right: string | null; same: boolean }

/** The fields of two receipts side by side; those that neither has are left out. */
export function compareFields(
  left: ReceiptDetail,
  right: ReceiptDetail,
  spoken: (words: Words) => string,
): FieldPair[] {
  return comparedFields.flatMap(field => {
    const pair = { field, left: textOf(field, left, spoken), right: textOf(field, right, spoken) }
    return pair.left === null && pair.right === null ? [] : [{ ...pair, same: pair.left === pair.right }]
  })
}

/** What two are the same by: as it is stored, whatever the language. */
export function textOf(
  field: ComparedField,
  detail: ReceiptDetail,
  spoken: (words: Words) => string,
): string | null {
  const value = detail[field]
  if (value === null) return null
  if (field === 'sendTime' || field === 'reportTime' || field === 'receivedAt') {
    return new Date(Number(value)).toISOString()
  }
  if (isWords(value)) return spoken(value)
  if (typeof value === 'object') return `${value.verdict}, ${value.certificateTrust}`
  return String(value)
}
