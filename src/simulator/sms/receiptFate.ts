/** One receipt to come. `after` in simulated milliseconds since the SMS was sent. */
export type PlannedReport = { readonly after: number; readonly errCode: string; readonly errMessage: string }

/** What will become of one SMS: its receipts (none where the carrier never reports) and the reader's reply. */
export type ReceiptFate = {
  readonly reports: readonly PlannedReport[]
  readonly reply: { readonly after: number; readonly content: string } | null
}

/** Decides the fate of an SMS to a number. */
export type FateTeller = (phone: string) => ReceiptFate
