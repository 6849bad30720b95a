import type { ReceiptId } from '../../contract/brand.ts'

/** What of a window survives a reload and can be handed to someone else: it stands after the `#`. */
export type Address = { query: string; receipt: ReceiptId | null }

export function readAddress(hash: string): Address {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''))
  return {
    query: parameters.get('query') ?? '',
    receipt: parameters.get('receipt') as ReceiptId | null,
  }
}

export function writeAddress({ query, receipt }: Address): string {
  const parameters = new URLSearchParams()
  if (query !== '') parameters.set('query', query)
  if (receipt !== null) parameters.set('receipt', receipt)
  const text = parameters.toString()
  return text === '' ? '' : `#${text}`
}
