import { expect, onTestFinished, test } from 'vitest'
import type { FeedItem } from '../../../src/contract/receipt.ts'
import { openFeed } from '../../../src/core/feed/openFeed.ts'
import { parseQuery } from '../../../src/core/query/parseQuery.ts'
import { openStore } from '../../../src/core/store/openStore.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { readHere } from './readHere.ts'
import { storable } from './storable.ts'

function setUp() {
  const store = openStore(temporaryDirectory())
  const reader = readHere(store.prepare)
  const controller = new AbortController()
  onTestFinished(() => {
    controller.abort()
    store.close()
  })
  const feed = (query = '', after: { store: string; rev: FeedItem['rev'] } | null = null) => {
    const parsed = parseQuery(query, 0)
    if (!parsed.valid) throw new Error(parsed.problem.message.en)
    return openFeed(store, reader, parsed.query, after, controller.signal, Date.now)
  }
  return { store, feed, controller }
}

const next = async (feed: AsyncGenerator<FeedItem>) => {
  const { value } = await feed.next()
  if (!value) throw new Error('the feed ended')
  return value
}
const phones = (item: FeedItem) => item.rows.map(({ phone }) => phone)

test('the newest rows come first, then what is committed, in order', async () => {
  const { store, feed } = setUp()
  store.write([storable({ phone: '1' }), storable({ phone: '2' })])
  const items = feed()
  expect(await next(items)).toMatchObject({ reset: true, more: false, store: store.id })
  const waiting = next(items)
  store.write([storable({ phone: '3' })])
  store.write([storable({ phone: '4' })])
  const item = await waiting
  expect(phones(item)).toEqual(['3', '4'])
  expect(item).toMatchObject({ reset: false, more: false, rev: store.rev() })
})

test('a change of a row that is known reaches the reader', async () => {
  const { store, feed } = setUp()
  const message = storable({ phone: '1' }, { messageId: 'A' })
  store.write([message])
  const items = feed()
  await next(items)
  store.write([message])
  expect((await next(items)).rows).toMatchObject([{ phone: '1', deliveries: 2 }])
})

test('only rows that match come, and the cursor passes the others', async () => {
  const { store, feed } = setUp()
  const items = feed('phone:7')
  expect(await next(items)).toMatchObject({ rows: [], reset: true })
  store.write([storable({ phone: '1' }), storable({ phone: '7' }), storable({ phone: '2' })])
  const item = await next(items)
  expect(phones(item)).toEqual(['7'])
  expect(item.rev).toBe(store.rev())
})

test('what matches no longer and what is removed is told by its place, arrivals that never matched are not', async () => {
  const { store, feed } = setUp()
  store.write([storable({ phone: '7' }), storable({ phone: '7' }), storable({ phone: '7' })])
  const items = feed('is:pinned')
  const pin = (pinned: number, seq: number) =>
    store.change(nextRev =>
      store.prepare('UPDATE receipt SET pinned = ?, rev = ? WHERE seq = ?').run(pinned, nextRev(), seq),
    )
  pin(1, 2)
  expect((await next(items)).rows).toMatchObject([{ seq: 2 }])
  store.write([storable({ phone: '8' })])
  pin(0, 2)
  const left = await next(items)
  expect(left).toMatchObject({ rows: [], gone: [2], rev: store.rev() })
  const { rev } = left
  store.remove([3])
  expect(await next(items)).toMatchObject({ rows: [], gone: [3] })
  expect(await next(feed('is:pinned', { store: store.id, rev }))).toMatchObject({ rows: [], gone: [3] })
})

test('more rows that leave than fit a frame come in several, none lost', async () => {
  const { store, feed } = setUp()
  store.write(Array.from({ length: 2_500 }, () => storable({ phone: '7' })))
  const items = feed('-is:pinned')
  await next(items)
  store.change(nextRev => {
    const pin = store.prepare('UPDATE receipt SET pinned = 1, rev = ? WHERE seq = ?')
    for (let seq = 1; seq <= 2_500; seq += 1) pin.run(nextRev(), seq)
  })
  const gone = new Set<number>()
  while (gone.size < 2_500) {
    const item = await next(items)
    expect(item.gone.length).toBeLessThanOrEqual(1_000)
    for (const seq of item.gone) gone.add(seq)
  }
  store.remove(Array.from({ length: 1_500 }, (_, index) => index + 1))
  expect((await next(items)).gone).toHaveLength(1_000)
  expect((await next(items)).gone).toHaveLength(500)
})

test('a reader resumes from its cursor, full page by full page, without gap or repetition', async () => {
  const { store, feed } = setUp()
  const rev = store.rev()
  store.write(Array.from({ length: 450 }, (_, index) => storable({ phone: String(index) })))
  const items = feed('', { store: store.id, rev })
  const pages = [await next(items), await next(items), await next(items)]
  expect(pages.map(({ rows, more }) => [rows.length, more])).toEqual([
    [200, true],
    [200, true],
    [50, false],
  ])
  expect(pages.flatMap(phones)).toEqual(Array.from({ length: 450 }, (_, index) => String(index)))
})

test("another database's cursor means a fresh start", async () => {
  const { store, feed } = setUp()
  store.write([storable()])
  const item = await next(feed('', { store: 'another', rev: store.rev() }))
  expect(item).toMatchObject({ reset: true })
  expect(item.rows).toHaveLength(1)
})

test('a feed ends when its reader goes', async () => {
  const { feed, controller } = setUp()
  const items = feed()
  await next(items)
  const last = items.next()
  controller.abort()
  await expect(last).resolves.toEqual({ done: true, value: undefined })
})
