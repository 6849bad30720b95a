import type { ReceiptId } from './brand.ts'
import { isPlace, type Place } from './places.ts'

/** What of a window survives a reload and can be handed to someone else: it stands after the `#`. */
export type Address = { place: Place; query: string; receipt: ReceiptId | null }

export function readAddress(hash: string): Address {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''))
  const place = parameters.get('panel')
  return {
    place: isPlace(place) ? place : 'receipts',
    query: parameters.get('query') ?? '',
    receipt: parameters.get('receipt') as ReceiptId | null,
  }
}

/** Begins with `#` and is never empty: without one, a browser would load the page anew to go there. */
export function writeAddress({ place, query, receipt }: Address): string {
  const parameters = new URLSearchParams('')
  parameters.set('panel', place)
  if (query !== '') parameters.set('query', query)
  if (receipt !== null) parameters.set('receipt', receipt)
  return `#${parameters.toString()}`
}
