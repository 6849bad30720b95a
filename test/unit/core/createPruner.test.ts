import { expect, onTestFinished, test } from 'vitest'
import type { Retention } from '../../../src/contract/retention.ts'
import { createPruner } from '../../../src/core/retention/createPruner.ts'
import { openStore } from '../../../src/core/store/openStore.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { decoded, storable } from './storable.ts'

const now = 1_800_000_000_000
const unlimited: Retention = { rows: null, days: null, megabytes: null }

function setUp() {
  const store = openStore(temporaryDirectory())
  onTestFinished(() => store.close())
  const pruneSlice = createPruner(store, () => now)
  const add = (count: number, age = 0, bytes = 10) =>
    store.write(
      Array.from({ length: count }, (_, index) =>
        storable({ phone: String(index) }, { receivedAt: (now - age) as never, raw: Buffer.alloc(bytes, 7) }),
      ),
    )
  const prune = (retention: Partial<Retention>) => {
    while (pruneSlice({ ...unlimited, ...retention }, 50));
  }
  const counts = () =>
    store.database
      .prepare(
        `SELECT (SELECT count(*) FROM receipt), (SELECT count(*) FROM receipt_text), (SELECT count(*) FROM body)`,
      )
      .raw()
      .get()
  const phones = () => store.database.prepare('SELECT phone FROM receipt ORDER BY seq').pluck().all()
  return { store, add, prune, counts, phones }
}

test('only the newest rows stay, with nothing of the others', () => {
  const { store, add, prune, counts } = setUp()
  add(300)
  prune({ rows: 120 })
  expect(counts()).toEqual([120, 120, 120])
  expect(store.rows()).toBe(120)
})

test('rows beyond their days go', () => {
  const { add, prune, counts } = setUp()
  add(80, 10 * 86_400_000)
  add(20, 86_400_000)
  prune({ days: 7 })
  expect(counts()).toEqual([20, 20, 20])
})

test('the file shrinks below its size', () => {
  const { store, add, prune } = setUp()
  add(600, 0, 5000)
  const before = store.status().bytes
  prune({ megabytes: 1 })
  expect(before).toBeGreaterThan(3_000_000)
  expect(store.status().bytes).toBeLessThan(1_100_000)
  expect(store.rows()).toBeGreaterThan(20)
})

test('pinned rows stay', () => {
  const { store, add, prune, phones } = setUp()
  add(10)
  store.database.exec("UPDATE receipt SET pinned = 1 WHERE phone IN ('0', '1')")
  prune({ rows: 4 })
  expect(phones()).toEqual(['0', '1', '8', '9'])
})

test('a body goes with the last of its rows', () => {
  const { store, add, prune, counts } = setUp()
  const receipts = [decoded({ phone: 'a' }), decoded({ phone: 'b' })]
  store.write([{ ...storable(), receipts, texts: ['a', 'b'] }])
  add(1)
  prune({ rows: 2 })
  expect(counts()).toEqual([2, 2, 2])
  prune({ rows: 1 })
  expect(counts()).toEqual([1, 1, 1])
})
