import { expect, onTestFinished, test, vi } from 'vitest'
import type { ReceiptId, Rev } from '../../../src/contract/brand.ts'
import type { FeedItem } from '../../../src/contract/receipt.ts'
import type { Client } from '../../../src/contract/rpc/createClient.ts'
import { createReceipts, type Receipts } from '../../../src/renderer/receipts/receiptsStore.ts'
import { type AddressBar, keepAddress } from '../../../src/renderer/state/keepAddress.ts'
import { goTo, placeOf } from '../../../src/renderer/state/place.ts'
import { setShell, useShell } from '../../../src/renderer/state/shell.ts'

/** A core that has no rows and takes every query. */
function open(_name: string, { onItem }: { onItem(item: FeedItem): void }) {
  const item = { store: 's', rows: [], gone: [], rev: 0 as Rev, reset: true, more: false, older: null }
  queueMicrotask(() => onItem({ ...item, partial: false }))
  return () => {}
}

/** An address bar with the steps that can be gone back. */
function start() {
  const steps = ['']
  let changed = () => {}
  const bar: AddressBar = {
    hash: () => steps.at(-1) ?? '',
    write(hash, how) {
      if (how === 'replace') steps.pop()
      steps.push(hash)
    },
    onChange(listener) {
      changed = listener
      return () => {
        changed = () => {}
      }
    },
  }
  const client = { open, call: () => new Promise(() => {}) } as unknown as Client
  const receipts = createReceipts({ client, query: '', selected: null, nextFrame: () => {} })
  goTo('receipts')
  onTestFinished(keepAddress(receipts, bar))
  return {
    steps,
    receipts,
    /** As somebody else does: a person, the way back, a menu. */
    visit(hash: string) {
      steps.push(hash)
      changed()
    },
  }
}
const inForce = (receipts: Receipts, query: string) =>
  vi.waitUntil(() => receipts.store.getState().query === query, { interval: 1, timeout: 20_000 })
const place = () => placeOf(useShell.getState())

test('another panel is a step to go back, another filter is none', async () => {
  const { steps, receipts } = start()
  receipts.setQuery('status:failed')
  await inForce(receipts, 'status:failed')
  expect(steps).toEqual(['#panel=receipts&query=status%3Afailed'])
  goTo('reconcile')
  goTo('sql')
  expect(steps.slice(1)).toEqual([
    '#panel=reconcile&query=status%3Afailed',
    '#panel=sql&query=status%3Afailed',
  ])
  receipts.select({ id: 'r-1' as ReceiptId, seq: null })
  expect(steps.slice(2)).toEqual(['#panel=sql&query=status%3Afailed&receipt=r-1'])
})

test('an address that somebody else wrote is where the window goes, and is not written again', async () => {
  const { steps, receipts, visit } = start()
  setShell({ overlay: 'palette' })
  visit('#panel=pushes&query=via%3Apush')
  expect(place()).toBe('pushes')
  await inForce(receipts, 'via:push')
  expect(useShell.getState().overlay).toBe('none')
  visit('#panel=receipts&receipt=r-2')
  expect(place()).toBe('receipts')
  await inForce(receipts, '')
  expect(receipts.store.getState()).toMatchObject({ selected: { id: 'r-2' } })
  visit('#panel=nowhere')
  expect(place()).toBe('receipts')
  expect(steps).toHaveLength(4)
})

test('what is told of the list of receipts alone changes no address', () => {
  const { steps, receipts } = start()
  receipts.setPaused(true)
  setShell({ overlay: 'shortcuts' })
  expect(steps).toEqual([''])
})
