import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { compileQuery } from '../../../src/core/query/compileQuery.ts'
import { parseQuery } from '../../../src/core/query/parseQuery.ts'
import { openStore } from '../../../src/core/store/openStore.ts'
import { startReader } from '../../../src/core/store/startReader.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { storable } from './storable.ts'

function setUp(rows: number) {
  const store = openStore(temporaryDirectory())
  const reader = startReader(store.path)
  onTestFinished(async () => {
    await reader.close()
    store.close()
  })
  const messages = Array.from({ length: rows }, (_, index) =>
    storable({ phone: String(index), status: index % 10 === 0 ? 'failed' : 'delivered' }),
  )
  store.write(messages)
  return { store, reader }
}

function predicateOf(text: string) {
  const parsed = parseQuery(text, 0)
  if (!parsed.valid) throw new Error(parsed.problem.message.en)
  return compileQuery(parsed.query, 0)
}

const patient = () => ({ milliseconds: 10_000, signal: new AbortController().signal })

test('the thread reads what the core has committed', async () => {
  const { store, reader } = setUp(30)
  const count = (query: string) => reader.read('count', { predicate: predicateOf(query) }, patient())
  expect(await count('status:failed')).toEqual({ matching: 3, end: 'complete' })
  store.write([storable({ status: 'failed' })])
  expect(await count('status:failed')).toEqual({ matching: 4, end: 'complete' })
})

test('pages follow each other by keyset to the end', async () => {
  const { reader } = setUp(25)
  const predicate = predicateOf('')
  const first = await reader.read('page', { predicate, before: null, limit: 20 }, patient())
  const second = await reader.read('page', { predicate, before: first.before, limit: 20 }, patient())
  expect([first.rows.length, second.rows.length, second.before]).toEqual([20, 5, null])
  expect([...first.rows, ...second.rows].map(({ phone }) => Number(phone))).toEqual(
    Array.from({ length: 25 }, (_, index) => 24 - index),
  )
})

test('facets count each field over the same rows', async () => {
  const { reader } = setUp(30)
  const input = { predicate: predicateOf(''), fields: ['status', 'source'] as const, limit: 10 }
  const { facets } = await reader.read('facets', input, patient())
  expect(facets).toEqual([
    {
      field: 'status',
      values: [
        { value: 'delivered', count: 27 },
        { value: 'failed', count: 3 },
      ],
    },
    { field: 'source', values: [{ value: 'orders', count: 30 }] },
  ])
})

test('a histogram has its buckets without gaps, and every row in one', async () => {
  const { store, reader } = setUp(0)
  const start = 1_700_000_000_000
  for (const seconds of [0, 1, 1, 30, 3600]) {
    store.write([storable({}, { receivedAt: (start + seconds * 1000) as never })])
  }
  const input = { predicate: predicateOf(''), buckets: 60 }
  const histogram = await reader.read('histogram', input, patient())
  const { width, from, buckets } = histogram
  expect(buckets.map(({ at }) => at)).toEqual(buckets.map((_, index) => from + index * width))
  expect(buckets.length).toBeLessThanOrEqual(60)
  expect(buckets.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count, 0)).toBe(5)
})

test('a search that nobody wants any more ends, and one past its deadline says so', async () => {
  const { reader } = setUp(1)
  const controller = new AbortController()
  const input = { predicate: predicateOf('') }
  const cancelled = reader.read('count', input, { milliseconds: 1000, signal: controller.signal })
  controller.abort()
  expect((await cancelled).end).toMatch(/cancelled|complete/)
  const late = await reader.read('count', input, { milliseconds: -1, signal: new AbortController().signal })
  expect(late).toEqual({ matching: 0, end: 'deadline' })
})

test('a text index that turns out to be damaged is not believed, and made again meanwhile', async () => {
  const { store, reader } = setUp(3000)
  const file = join(dirname(store.path), 'text-index.db')
  const indexed = () => {
    try {
      const index = new Database(file, { readonly: true })
      const newest = index.prepare('SELECT newest FROM text_mark').pluck().get()
      const found = index
        .prepare("SELECT count(*) FROM receipt_trigram WHERE receipt_trigram MATCH 'del'")
        .pluck()
      const rows = found.get()
      index.close()
      return [newest, rows]
    } catch {
      return null
    }
  }
  const search = () => reader.read('count', { predicate: predicateOf('"delivered"') }, patient())
  await expect.poll(indexed).toEqual([3000, 3000])
  const damage = new Database(file).unsafeMode()
  damage.exec("UPDATE receipt_trigram_data SET block = x'ff' WHERE id > 10")
  damage.close()
  expect(indexed()).not.toEqual([3000, 3000])
  expect((await search()).matching).toBe(3000)
  await expect.poll(indexed).toEqual([3000, 3000])
  expect((await search()).matching).toBe(3000)
}, 60_000)
