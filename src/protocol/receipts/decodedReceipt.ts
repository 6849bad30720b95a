export type ReceiptStatus = 'delivered' | 'failed' | 'pending' | 'inbound' | 'unknown'

/** One receipt, whatever dialect it came in. Times in milliseconds since 1970; ids digit for digit. */
export type DecodedReceipt = {
  readonly kind: 'report' | 'reply' | 'unknown'
  /** The platform's name of the message type; null where neither the shape nor the queue tells. */
  readonly messageType: string | null
  readonly status: ReceiptStatus
  readonly phone: string | null
  readonly errCode: string | null
  readonly errMessage: string | null
  readonly sendTime: number | null
  readonly reportTime: number | null
  readonly bizId: string | null
  readonly outId: string | null
  /** Billed parts of a long text. */
  readonly parts: number | null
  readonly content: string | null
  readonly destCode: string | null
  readonly sequenceId: string | null
  /** The state of a signature or template under review. */
  readonly review: Review | null
  /** Every key that has no place above, or whose value could not be read, as received. */
  readonly extra: Readonly<Record<string, unknown>>
}

export type Review = {
  readonly subject: 'signature' | 'template'
  readonly name: string | null
  readonly orderId: string | null
  /** `approving`, `approved` or `rejected`. */
  readonly state: string | null
  readonly reason: string | null
  readonly remark: string | null
  readonly createdAt: number | null
}

export const emptyReceipt: DecodedReceipt = {
  kind: 'unknown',
  messageType: null,
  status: 'unknown',
  phone: null,
  errCode: null,
  errMessage: null,
  sendTime: null,
  reportTime: null,
  bizId: null,
  outId: null,
  parts: null,
  content: null,
  destCode: null,
  sequenceId: null,
  review: null,
  extra: {},
}
