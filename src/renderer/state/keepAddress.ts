import { type Address, readAddress, writeAddress } from '../../contract/address.ts'
import type { Receipts } from '../receipts/receiptsStore.ts'
import { goTo, placeOf } from './place.ts'
import { setShell, useShell } from './shell.ts'

/** The address bar of one window. */
export type AddressBar = {
  hash(): string
  /** `push` leaves a way back to what stood there before. */
  write(hash: string, how: 'push' | 'replace'): void
  /** Told when somebody else wrote there: a person, the way back, the desktop's menu. Returns what stops it. */
  onChange(listener: () => void): () => void
}

/**
 * Where the window is, its filter and its selected receipt stand in the address, both ways. Another panel is a step that
 * can be gone back; another filter is none, since it changes with every key.
 */
export function keepAddress(receipts: Receipts, bar: AddressBar): () => void {
  let adopting = false

  const addressNow = (): Address => {
    const { query, selected } = receipts.store.getState()
    return { place: placeOf(useShell.getState()), query, receipt: selected?.id ?? null }
  }
  let known = addressNow()
  const write = () => {
    const address = addressNow()
    if (adopting || isSame(address, known)) return
    const how = address.place === known.place ? 'replace' : 'push'
    known = address
    bar.write(writeAddress(address), how)
  }
  const adopt = () => {
    const { place, query, receipt } = readAddress(bar.hash())
    adopting = true
    receipts.setQuery(query)
    if (receipt !== addressNow().receipt)
      receipts.select(receipt === null ? null : { id: receipt, seq: null })
    setShell({ overlay: 'none', taking: null })
    goTo(place)
    adopting = false
    known = addressNow()
  }

  const stops = [receipts.store.subscribe(write), useShell.subscribe(write), bar.onChange(adopt)]
  return () => {
    for (const stop of stops) stop()
  }
}

const isSame = (one: Address, other: Address) =>
  one.place === other.place && one.query === other.query && one.receipt === other.receipt

/** The one of the page. */
export const pageAddress: AddressBar = {
  hash: () => location.hash,
  write: (hash, how) =>
    how === 'push' ? history.pushState(null, '', hash) : history.replaceState(null, '', hash),
  onChange(listener) {
    addEventListener('hashchange', listener)
    return () => removeEventListener('hashchange', listener)
  },
}
