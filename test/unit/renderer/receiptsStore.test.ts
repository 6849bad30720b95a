import { expect, test } from 'vitest'
import { ApiError } from '../../../src/contract/apiError.ts'
import type { Rev } from '../../../src/contract/brand.ts'
import type { FeedItem, ReceiptRow } from '../../../src/contract/receipt.ts'
import type { Client } from '../../../src/contract/rpc/createClient.ts'
import { asIs } from '../../../src/contract/words.ts'
import { createReceipts } from '../../../src/renderer/receipts/receiptsStore.ts'
import { receiptRow } from '../../receiptRow.ts'
import { createManualTimers } from '../contract/manualTimers.ts'

type Reader = Parameters<Client['open']>[1] & { onItem(item: FeedItem): void }
type Feed = { query: string; reader: Reader; stopped: boolean }

/** A core in the test's hand: it says when a feed begins, and answers calls from what it stores. */
function coreOf(stored: ReceiptRow[]) {
  const feeds: Feed[] = []
  const asked: string[] = []
  const client = {
    open(_name: string, reader: Reader) {
      const input = reader.input(null) as { query: string }
      const feed = { query: input.query, reader, stopped: false }
      feeds.push(feed)
      return () => {
        feed.stopped = true
      }
    },
    async call(name: string, input: { before: number | null; limit: number }) {
      asked.push(name)
      if (name === 'receipts.count') return { matching: stored.length, partial: false }
      const older = stored.filter(row => input.before === null || row.seq < input.before)
      const rows = older.sort((a, b) => b.seq - a.seq).slice(0, input.limit)
      return { rows, before: rows.length < older.length ? (rows.at(-1)?.seq ?? null) : null, partial: false }
    },
  } as unknown as Pick<Client, 'call' | 'open'>
  return { client, feeds, asked }
}

const item = (rows: ReceiptRow[], reset = false): FeedItem => ({
  store: 's',
  rows,
  gone: [],
  rev: Math.max(0, ...rows.map(row => row.rev)) as Rev,
  reset,
  more: false,
  older: reset ? (rows.map(row => row.seq).sort((a, b) => a - b)[0] ?? null) : null,
  partial: false,
})

function start(stored: ReceiptRow[] = [], query = '') {
  const core = coreOf(stored)
  const timers = createManualTimers()
  const frames: (() => void)[] = []
  const receipts = createReceipts({
    client: core.client,
    query,
    selected: null,
    nextFrame: callback => frames.push(callback),
    timers,
  })
  const draw = () => {
    for (const frame of frames.splice(0)) frame()
  }
  const order = () => receipts.store.getState().rows.order
  const feed = (place: number) => {
    const found = core.feeds[place]
    if (found === undefined) throw new Error(`feed ${place} was never opened`)
    return found
  }
  return { ...core, receipts, timers, draw, order, feed }
}

const settled = () => new Promise(resolve => setImmediate(resolve))

test('the last valid query stays in force until the next one has its first page', () => {
  const { receipts, feed, order } = start()
  feed(0).reader.onItem(item([receiptRow(1)], true))
  receipts.setQuery('status:failed')
  feed(0).reader.onItem(item([receiptRow(2)]))
  expect(receipts.store.getState()).toMatchObject({ query: '', queryState: { kind: 'checking' } })
  expect(order()).toEqual([2, 1])
  feed(1).reader.onItem(item([receiptRow(7)], true))
  expect(receipts.store.getState()).toMatchObject({
    query: 'status:failed',
    queryState: { kind: 'in-force' },
  })
  expect(order()).toEqual([7])
  expect(feed(0).stopped).toBe(true)
})

test('a refused query leaves everything as it was and says why', () => {
  const { receipts, feed, order } = start()
  feed(0).reader.onItem(item([receiptRow(1)], true))
  receipts.setQuery('(')
  feed(1).reader.onError?.(new ApiError('bad-input', asIs('Expected a field.')))
  expect(receipts.store.getState().queryState).toMatchObject({
    kind: 'refused',
    error: { message: 'Expected a field.' },
  })
  feed(0).reader.onItem(item([receiptRow(2)]))
  expect(order()).toEqual([2, 1])
  receipts.setQuery('')
  expect(receipts.store.getState().queryState).toEqual({ kind: 'in-force' })
})

test('many items are one update of the window', () => {
  const { receipts, feed, draw } = start()
  feed(0).reader.onItem(item([receiptRow(1)], true))
  draw()
  const { version } = receipts.store.getState()
  for (let seq = 2; seq < 50; seq += 1) feed(0).reader.onItem(item([receiptRow(seq)]))
  draw()
  expect(receipts.store.getState().version).toBe(version + 1)
})

test('a selected row stands still; showing the newest lets in what waited and keeps the selection', () => {
  const { receipts, feed, order } = start()
  feed(0).reader.onItem(item([receiptRow(1), receiptRow(2)], true))
  receipts.select(receiptRow(2))
  feed(0).reader.onItem(item([receiptRow(3), receiptRow(4)]))
  expect(order()).toEqual([2, 1])
  expect(receipts.store.getState().rows.waiting).toBe(2)
  receipts.showNewest()
  expect(order()).toEqual([4, 3, 2, 1])
  expect(receipts.store.getState().selected?.id).toBe('r2')
})

test('closing the inspector follows again at the top, but not in the middle of history', () => {
  const { receipts, feed, order } = start()
  feed(0).reader.onItem(item([receiptRow(1)], true))
  receipts.select(receiptRow(1))
  feed(0).reader.onItem(item([receiptRow(2)]))
  receipts.select(null)
  expect(order()).toEqual([2, 1])
  receipts.scrolled(false)
  receipts.select(receiptRow(1))
  receipts.select(null)
  feed(0).reader.onItem(item([receiptRow(3)]))
  expect(order()).toEqual([2, 1])
  receipts.scrolled(true)
  expect(order()).toEqual([3, 2, 1])
})

test('rows stand still under a moving pointer and go on when it rests', () => {
  const { receipts, feed, order, timers } = start()
  feed(0).reader.onItem(item([receiptRow(1)], true))
  receipts.pointerMoved()
  feed(0).reader.onItem(item([receiptRow(2)]))
  expect(order()).toEqual([1])
  timers.pass(800)
  expect(order()).toEqual([2, 1])
})

test('a pause counts and resuming shows', () => {
  const { receipts, feed, order } = start()
  feed(0).reader.onItem(item([receiptRow(1)], true))
  receipts.setPaused(true)
  feed(0).reader.onItem(item([receiptRow(2)]))
  expect([order(), receipts.store.getState().rows.waiting]).toEqual([[1], 1])
  receipts.setPaused(false)
  expect([order(), receipts.store.getState().rows.waiting]).toEqual([[2, 1], 0])
})

test('history is paged by place, and a page of an earlier query is thrown away', async () => {
  const stored = Array.from({ length: 300 }, (_, index) => receiptRow(index + 1))
  const { receipts, feed, order } = start(stored)
  feed(0).reader.onItem(item(stored.slice(100), true))
  receipts.look(180, 199)
  await settled()
  expect(order()).toHaveLength(300)
  receipts.setQuery('next')
  feed(1).reader.onItem(item(stored.slice(200), true))
  receipts.look(80, 99)
  receipts.setQuery('later')
  feed(2).reader.onItem(item([receiptRow(300)], true))
  await settled()
  expect(order()).toEqual([300])
})

test('a flood during a long read is answered with the newest page, and nothing that came since is lost', async () => {
  const stored = Array.from({ length: 4_000 }, (_, index) => receiptRow(index + 1))
  const { receipts, feed, order } = start(stored)
  feed(0).reader.onItem(item([receiptRow(1)], true))
  receipts.setPaused(true)
  for (const row of stored) feed(0).reader.onItem(item([row]))
  receipts.setPaused(false)
  feed(0).reader.onItem(item([receiptRow(4_001)]))
  await settled()
  expect(order().slice(0, 3)).toEqual([4_001, 4_000, 3_999])
  expect(receipts.store.getState().rows.waiting).toBe(0)
})

test('matches are counted for a filter, and again only after something changed', async () => {
  const { receipts, feed, asked, timers, draw } = start([receiptRow(1)], 'status:failed')
  feed(0).reader.onItem(item([receiptRow(1)], true))
  draw()
  await settled()
  expect(receipts.store.getState().matching).toBe(1)
  timers.pass(3_000)
  await settled()
  expect(asked.filter(name => name === 'receipts.count')).toHaveLength(1)
  feed(0).reader.onItem(item([receiptRow(2)]))
  draw()
  timers.pass(3_000)
  await settled()
  expect(asked.filter(name => name === 'receipts.count')).toHaveLength(2)
})

test('the next failure is looked for in both directions, also in older pages', async () => {
  const { receipts, feed } = start()
  const rows = [5, 4, 3, 2, 1].map(seq =>
    receiptRow(seq, seq, { status: seq % 2 === 0 ? 'failed' : 'delivered' }),
  )
  feed(0).reader.onItem(item(rows, true))
  receipts.selectFailure(1)
  expect(receipts.store.getState().selected?.seq).toBe(4)
  receipts.selectFailure(1)
  expect(receipts.store.getState().selected?.seq).toBe(2)
  receipts.selectFailure(1)
  expect(receipts.store.getState().selected?.seq).toBe(2)
  receipts.selectFailure(-1)
  expect(receipts.store.getState().selected?.seq).toBe(4)
})

test('a failure that is not loaded yet is found in older pages, and its absence is said', async () => {
  const stored = Array.from({ length: 500 }, (_, index) =>
    receiptRow(index + 1, index + 1, { status: index === 20 ? 'failed' : 'delivered' }),
  )
  const { receipts, feed } = start(stored)
  feed(0).reader.onItem(item(stored.slice(300), true))
  expect(await receipts.selectFailure(1)).toBe(true)
  expect(receipts.store.getState().selected?.seq).toBe(21)
  expect(await receipts.selectFailure(1)).toBe(false)
})

const chosenIds = ({ store }: ReturnType<typeof start>['receipts']) => {
  const { chosen } = store.getState()
  return chosen.kind === 'all' ? chosen.query : [...chosen.ids.values()].toSorted()
}

test('rows are chosen one by one, as a range in both directions, and all that match', () => {
  const { receipts, feed } = start([], 'status:failed')
  const rows = [5, 4, 3, 2, 1].map(seq => receiptRow(seq))
  feed(0).reader.onItem(item(rows, true))
  receipts.select(receiptRow(3))
  receipts.select(receiptRow(5), 'range')
  expect(chosenIds(receipts)).toEqual(['r3', 'r4', 'r5'])
  receipts.select(receiptRow(2), 'range')
  expect(chosenIds(receipts)).toEqual(['r2', 'r3'])
  receipts.select(receiptRow(5), 'toggle')
  receipts.select(receiptRow(2), 'toggle')
  expect(chosenIds(receipts)).toEqual(['r3', 'r5'])
  receipts.selectBeside(1, 'range')
  expect(chosenIds(receipts)).toEqual(['r1', 'r2'])
  receipts.chooseAll()
  expect(chosenIds(receipts)).toBe('status:failed')
})

test('closing lets go of many first and of the open row then; another query begins with none', () => {
  const { receipts, feed } = start()
  feed(0).reader.onItem(
    item(
      [2, 1].map(seq => receiptRow(seq)),
      true,
    ),
  )
  receipts.select(receiptRow(1))
  receipts.select(receiptRow(2), 'range')
  receipts.close()
  expect([chosenIds(receipts), receipts.store.getState().selected?.seq]).toEqual([['r2'], 2])
  receipts.close()
  expect(receipts.store.getState().selected).toBeNull()
  receipts.chooseAll()
  receipts.setQuery('next')
  feed(1).reader.onItem(item([receiptRow(2)], true))
  expect(chosenIds(receipts)).toEqual([])
})

test('a search that takes too long is given up, and the last query goes on', () => {
  const { receipts, feed } = start()
  feed(0).reader.onItem(item([receiptRow(1)], true))
  receipts.setQuery('slow')
  receipts.keepQuery()
  expect(feed(1).stopped).toBe(true)
  expect(feed(0).stopped).toBe(false)
  expect(receipts.store.getState()).toMatchObject({ query: '', queryState: { kind: 'in-force' } })
})
