import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import type { Rev } from '../../../src/contract/brand.ts'
import { compileQuery } from '../../../src/core/query/compileQuery.ts'
import { parseQuery } from '../../../src/core/query/parseQuery.ts'
import { asValue } from '../../../src/core/query/suggestQuery.ts'
import { openStore } from '../../../src/core/store/openStore.ts'
import { attachTextIndex, openTextIndex } from '../../../src/core/store/openTextIndex.ts'
import { countRows, readPage } from '../../../src/core/store/readReceipts.ts'
import type { StoredReceipt } from '../../../src/core/store/receiptTable.ts'
import { toReceiptRow } from '../../../src/core/store/receiptTable.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { evaluateQuery, type Searched } from './evaluateQuery.ts'
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
)
const times = fc.integer({ min: now - 100_000, max: now })

const messages = fc.record(
  {
    kind: fc.constantFrom('report', 'reply', 'unknown'),
    status: fc.constantFrom('delivered', 'failed', 'inbound', 'unknown'),
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
  ),
).map(term => term.replace(/^--/, '-'))
const queries = fc.array(terms, { minLength: 1, maxLength: 4 }).map(all => all.join(' '))

test('random queries over random rows find what a plain evaluation finds', async () => {
  const store = openStore(temporaryDirectory())
  const texts = openTextIndex(store.path)
  onTestFinished(() => {
    texts.close()
    store.close()
  })
  const sample = fc.sample(messages, { numRuns: 400, seed: 7 })
  for (const [index, fields] of sample.entries()) {
    const message = {
      messageId: `M${index % 350}`,
      source: index % 3 === 0 ? 'orders' : 'Test',
      peeked: index % 7 === 0,
      receivedAt: (now - index * 200) as never,
      raw: Buffer.alloc(index % 50),
    }
    store.write([storable(fields as never, message)])
    if (index === 250) {
      while (texts.step(100) > 0);
      attachTextIndex(store.database)
    }
  }
  const rows = (
    store.database
      .prepare('SELECT r.*, t.text FROM receipt r JOIN receipt_text t USING (seq) ORDER BY seq DESC')
      .all() as (StoredReceipt & { text: string })[]
  ).map((stored): Searched => ({ ...toReceiptRow(stored), text: stored.text, size: stored.size }))
  const { signal } = new AbortController()
  const limits = {
    deadline: Number.POSITIVE_INFINITY,
    signal,
    clock: () => performance.now(),
  }
  let found = 0

  await fc.assert(
    fc.asyncProperty(queries, async text => {
      const parsed = parseQuery(text, now)
      if (!parsed.valid) throw new Error(`${text}: ${parsed.problem.message.en}`)
      const predicate = compileQuery(parsed.query, now)
      const expected = rows.filter(row => evaluateQuery(parsed.query, row, now)).map(({ id }) => id)
      const page = await readPage(store.prepare, predicate, null, 1000, limits)
      const changed = store.readChanged(predicate, 0 as Rev, store.rev(), 1000)
      found += expected.length
      expect(page.rows.map(({ id }) => id)).toEqual(expected)
      expect(new Set(changed.map(({ id }) => id))).toEqual(new Set(expected))
      expect((await countRows(store.prepare, predicate, limits)).matching).toBe(expected.length)
    }),
    { numRuns: 500 },
  )
  expect(found).toBeGreaterThan(1000)
}, 30_000)
