import { readAddress, writeAddress } from '../contract/address.ts'
import type { ReceiptId } from '../contract/brand.ts'
import type { Place } from '../contract/places.ts'
import { isAppUrl, windowUrl } from './appScheme.ts'
import type { Opening } from './parseOpening.ts'

/** The address of a window that shows `shown` and is to show this; another panel leaves its filter as it is. */
export function addressOf(opening: Opening | null, shown = windowUrl): string {
  const now = readAddress(hashOf(shown))
  if (!opening) return isAppUrl(shown) ? shown : windowUrl
  switch (opening.kind) {
    case 'receipt':
      return `${windowUrl}${writeAddress({ place: 'receipts', query: '', receipt: opening.id as ReceiptId })}`
    case 'view':
      return `${windowUrl}${writeAddress({ place: 'receipts', query: opening.query, receipt: null })}`
    case 'panel':
      return `${windowUrl}${writeAddress({ ...now, place: opening.place })}`
    case 'capture':
      return addressOf(null, shown)
    default:
      return opening satisfies never
  }
}

/** Where a window with this address is; null while it shows nothing of ours. */
export const placeAt = (shown: string): Place | null =>
  isAppUrl(shown) ? readAddress(hashOf(shown)).place : null

const hashOf = (address: string) => (isAppUrl(address) ? new URL(address).hash : '')
