import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import type { Rev } from '../../../src/contract/brand.ts'
import type { ReceiptRow } from '../../../src/contract/receipt.ts'
import { compileQuery } from '../../../src/core/query/compileQuery.ts'
import { parseQuery } from '../../../src/core/query/parseQuery.ts'
import { asValue } from '../../../src/core/query/suggestQuery.ts'
import { openIndexReader } from '../../../src/core/store/openIndexReader.ts'
import { openStore } from '../../../src/core/store/openStore.ts'
import { openTextIndex } from '../../../src/core/store/openTextIndex.ts'
import { readFacets } from '../../../src/core/store/readFacets.ts'
import { readHistogram } from '../../../src/core/store/readHistogram.ts'
import { countRows, readPage } from '../../../src/core/store/readReceipts.ts'
import type { StoredReceipt } from '../../../src/core/store/receiptTable.ts'
import { toReceiptRow } from '../../../src/core/store/receiptTable.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { type Beside, evaluateQuery, type Searched } from './evaluateQuery.ts'
import { storable } from './storable.ts'

const now = 1_700_000_100_000
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const words = fc.constantFrom(
  ...[
    '13800138000',
    '13812345678',
    '1380',
    'MK:0001',
    'mk:0001',
    'UNDELIV',
    '验证码',
    '您的验证码是1234',
    '验',
    '码是',
  ],
  ...['a b', 'A%b', 'a_b', 'x,y', 'quote"d', '*', 'Ünïcode', '😀', '', 'test', 'Test-1'],
  ...['验a证', '㐀㐁', '𠮷野家', '😀验', 'nul\0byte', '\\', "o'clock", 'q'],
)
const times = fc.integer({ min: now - 100_000, max: now })

const messages = fc.record(
  {
    kind: fc.constantFrom('report', 'reply', 'unknown'),
    status: fc.constantFrom('delivered', 'failed', 'inbound', 'unknown', 'pending'),
    phone: maybe(words),
    errCode: maybe(words),
    sendTime: maybe(times),
    reportTime: maybe(times),
    latencyMs: maybe(fc.integer({ min: 0, max: 90_000 })),
    bizId: maybe(words),
    outId: maybe(words),
    parts: maybe(fc.integer({ min: 1, max: 3 })),
    content: maybe(words),
  },
  { noNullPrototype: true },
)

const value = words.map(asValue).map(text => (text === '""' ? '"-"' : text))
const listOf = (values: fc.Arbitrary<string>) =>
  fc.array(values, { minLength: 1, maxLength: 3 }).map(parts => parts.join(','))
const pattern = fc.oneof(value, fc.constantFrom('138*', '*', '*0001', '13*8*', 'm*', '您*', '1380013*'))
const sign = fc.constantFrom(':', '>', '>=', '<', '<=')
const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map(all => all.join(''))
const terms = joined(
  fc.constantFrom('', '', '-'),
  fc.oneof(
    words.map(word => JSON.stringify(word)),
    fc.constantFrom('"验证"', '"码"', '"138"', '"0"', '"mk:0001"', '"38001380"'),
    fc
      .constantFrom('phone_number', 'er":"138', '"success":true', 'id":"test-1', '_co', 'z_id":null}')
      .map(text => JSON.stringify(text)),
    joined(fc.constantFrom('phone:', 'code:', 'biz_id:', 'out_id:', 'content:', 'queue:'), listOf(pattern)),
    joined(fc.constant('status:'), listOf(fc.constantFrom('delivered', 'FAILED', 'inbound'))),
    joined(fc.constant('kind:'), listOf(fc.constantFrom('report', 'reply'))),
    joined(fc.constant('latency'), sign, fc.constantFrom('30s', '1500ms', '0', '1m')),
    joined(fc.constant('parts'), sign, fc.constantFrom('1', '2', '3')),
    joined(fc.constant('deliveries'), sign, fc.constantFrom('0', '1', '2')),
    joined(
      fc.constantFrom('sent', 'received', 'reported'),
      sign,
      fc.constantFrom('50s', '2023-11-14', 'now'),
    ),
    joined(fc.constant('since:'), fc.constantFrom('30s', '2023-11-14T22:14Z')),
    joined(fc.constantFrom('has:', '-has:'), fc.constantFrom('phone', 'out_id', 'latency', 'sent')),
    fc.constantFrom('is:duplicate', 'is:redelivered', 'is:peeked', 'is:pinned', 'is:peeked,duplicate'),
    fc.constantFrom('is:changed', 'is:reordered', 'is:unreported', 'is:reordered,pinned'),
  ),
).map(term => term.replace(/^--/, '-'))
const queries = fc.array(terms, { minLength: 1, maxLength: 4 }).map(all => all.join(' '))

const answered = 4500
test('random queries over random rows find what a plain evaluation finds', async () => {
  const store = openStore(temporaryDirectory())
  const texts = openTextIndex(store.path)
  const index = openIndexReader(store.database)
  onTestFinished(() => {
    index.close()
    texts.close()
    store.close()
  })
  const sample = fc.sample(messages, { numRuns: 5000, seed: 7 }).map((fields, at) => {
    const message = {
      messageId: `M${at % 350 === 0 ? 0 : at}`,
      source: at % 3 === 0 ? 'orders' : 'Test',
      peeked: at % 7 === 0,
      receivedAt: (now - at * 20) as never,
      raw: Buffer.alloc(at % 50),
    }
    const { status, phone, errCode, bizId } = fields
    const wire = { phone_number: phone, success: status === 'delivered', err_code: errCode, biz_id: bizId }
    const text = `${JSON.stringify(at % 2 === 0 ? wire : fields)}\n${fields.content ?? ''}`.toLowerCase()
    return storable(fields as never, message, text)
  })
  store.write(sample.slice(0, answered))
  while (texts.step(1000) > 0);
  // Of three blocks, one is as it was when it was tallied, one is not, and one is not full.
  store.remove([5, 6, 7, 1000])
  store.change(nextRev => {
    store.prepare('UPDATE receipt SET pinned = 1, rev = ? WHERE seq = 11').run(nextRev())
  })
  store.write(sample.slice(100, 300))
  store.write(sample.slice(answered))
  const stored = (
    store.database
      .prepare('SELECT r.*, t.text FROM receipt r JOIN receipt_text t USING (seq) ORDER BY seq DESC')
      .all() as (StoredReceipt & { text: string })[]
  ).map(row => ({ ...toReceiptRow(row), text: row.text, size: row.size }))
  const rows = stored.map((row): Searched => ({ ...row, beside: besideOthers(row, stored) }))
  const { signal } = new AbortController()
  const limits = {
    deadline: Number.POSITIVE_INFINITY,
    signal,
    clock: () => performance.now(),
  }
  const readings = [
    { prepare: store.prepare, index },
    { prepare: store.prepare, index: null },
  ]
  let found = 0

  await fc.assert(
    fc.asyncProperty(queries, fc.constantFrom(...readings), async (text, reading) => {
      const parsed = parseQuery(text, now)
      if (!parsed.valid) throw new Error(`${text}: ${parsed.problem.message.en}`)
      const predicate = compileQuery(parsed.query, now)
      const matching = rows.filter(row => evaluateQuery(parsed.query, row, now))
      const expected = matching.map(({ id }) => id)
      found += expected.length
      const page = await readPage(reading, predicate, null, 10_000, limits)
      expect(page.rows.map(({ id }) => id)).toEqual(expected)
      const first = await readPage(reading, predicate, null, 3, limits)
      expect(first.rows.map(({ id }) => id)).toEqual(expected.slice(0, 3))
      const rest = await readPage(reading, predicate, first.before, 10_000, limits)
      expect(first.before === null ? [] : rest.rows.map(({ id }) => id)).toEqual(expected.slice(3))
      expect((await countRows(reading, predicate, limits)).matching).toBe(expected.length)
      const { facets } = await readFacets(reading, predicate, ['status', 'parts'], 10, limits)
      expect(facets).toEqual([
        { field: 'status', values: tallied(matching.map(({ status }) => status)) },
        { field: 'parts', values: tallied(matching.map(({ parts }) => parts)) },
      ])
      const { buckets } = await readHistogram(reading, predicate, 30, limits)
      const counted = buckets.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0))
      expect(counted.reduce((sum, count) => sum + count, 0)).toBe(expected.length)
      const changed = store.readChanged(predicate, 0 as Rev, store.rev(), 10_000)
      expect(new Set(changed.map(({ id }) => id))).toEqual(new Set(expected))
    }),
    { numRuns: 200 },
  )
  expect(found).toBeGreaterThan(1000)
}, 60_000)

/** Said once more, over all rows: newest first. */
function besideOthers(row: ReceiptRow, all: readonly ReceiptRow[]): Beside {
  const first = all.find(({ id }) => id === row.duplicateOf)
  const before = all.find(
    ({ seq, kind, reportTime, source, account }) =>
      seq < row.seq &&
      seq >= row.seq - 64 &&
      kind === 'report' &&
      reportTime !== null &&
      source === row.source &&
      account === row.account,
  )
  const near = (one: number | null, other: number | null) =>
    one !== null && other !== null && Math.abs(one - other) <= 2000
  const same = (one: string | null, other: string | null) =>
    one !== null && one.toLowerCase() === other?.toLowerCase()
  const ends = ({ phone, kind, status, bizId, sendTime, outId }: ReceiptRow) =>
    same(phone, row.phone) &&
    kind === 'report' &&
    (status === 'delivered' || status === 'failed') &&
    (same(bizId, row.bizId) ||
      ((bizId === null || row.bizId === null) &&
        near(sendTime, row.sendTime) &&
        (outId === null || row.outId === null || same(outId, row.outId))))
  return {
    changed: row.kind === 'report' && first !== undefined && first.status !== row.status,
    reordered:
      row.kind === 'report' &&
      row.reportTime !== null &&
      typeof before?.reportTime === 'number' &&
      row.reportTime < before.reportTime,
    unreported: row.status === 'pending' && !all.some(ends),
  }
}

function tallied(values: (string | number | null)[]) {
  const counts = new Map<string | null, number>()
  for (const value of values) {
    const key = value === null ? null : String(value)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || String(a.value).localeCompare(String(b.value)))
}
