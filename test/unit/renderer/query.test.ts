import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Histogram } from '../../../src/contract/query.ts'
import { parseQuery } from '../../../src/core/query/parseQuery.ts'
import { stackBars, sumStatuses } from '../../../src/renderer/histogram/stackBars.ts'
import { chooseAccount, chosenAccount } from '../../../src/renderer/query/chooseAccount.ts'
import { completeQuery } from '../../../src/renderer/query/completeQuery.ts'
import { readFacet, toggleFacet, withoutFacet } from '../../../src/renderer/query/facetTerms.ts'
import { queryTokens, searchedTerms } from '../../../src/renderer/query/queryTokens.ts'
import { quoteValue } from '../../../src/renderer/query/quoteValue.ts'
import { withRecent } from '../../../src/renderer/query/recentQueries.ts'
import { hasRange, withoutRange, withRange } from '../../../src/renderer/query/setRange.ts'

const suggestion = (insert: string) => ({ insert, label: { en: insert, zh: insert }, count: null })

test('colouring a query loses none of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), query => {
      expect(
        queryTokens(query)
          .map(token => token.text)
          .join(''),
      ).toBe(query)
    }),
  )
})

test('fields, negations and phrases are told apart', () => {
  expect(queryTokens('status:failed -out_id:test "验证码" latency>=30s').map(({ kind }) => kind)).toEqual([
    ...['field', 'operator', 'value', 'space', 'negation', 'field', 'operator', 'value', 'space'],
    ...['phrase', 'space', 'field', 'operator', 'value'],
  ])
})

test('what is searched for is marked: not what is excluded, compared or chosen from a list', () => {
  expect(
    searchedTerms('status:failed phone:138* -out_id:test code:MK:0001,UNDELIV since:2h "验证码" TD'),
  ).toEqual(['138', 'mk:0001', 'undeliv', '验证码', 'td'])
})

test('a completion replaces its range and leaves the cursor behind it', () => {
  expect(completeQuery('sta', { from: 0, to: 3 }, suggestion('status:'))).toEqual({
    query: 'status:',
    cursor: 7,
  })
  expect(completeQuery('code:MK via:push', { from: 5, to: 7 }, suggestion('MK:0001'))).toEqual({
    query: 'code:MK:0001 via:push',
    cursor: 12,
  })
  expect(completeQuery('code:M', { from: 5, to: 6 }, suggestion('MK:0001')).query).toBe('code:MK:0001 ')
})

test('a span of time replaces the one the query had', () => {
  const from = Date.UTC(2026, 10, 20, 13, 0, 0, 400)
  const bound = 'phone:138* since:2026-11-20T13:00:00Z until:2026-11-20T14:00:00Z'
  expect(withRange('since:2h phone:138* until:"2026-01-01 10:00"', from, from + 3_600_000)).toBe(bound)
  expect(hasRange(bound)).toBe(true)
  expect(withoutRange(bound)).toBe('phone:138*')
  expect(hasRange('phone:138*')).toBe(false)
})

const histogram: Histogram = {
  width: 1_000,
  from: 0,
  statuses: ['delivered', 'failed', 'pending', 'inbound', 'unknown'],
  buckets: [
    { at: 0, counts: [8, 2, 0, 0, 0] },
    { at: 1_000, counts: [0, 0, 0, 0, 0] },
    { at: 2_000, counts: [999, 1, 0, 0, 0] },
  ],
  partial: false,
}

test('bars stand on the ground, failures on top, and a single failure among a thousand is seen', () => {
  const [delivered, failed] = stackBars(histogram)
  expect(delivered?.status).toBe('delivered')
  expect(failed?.status).toBe('failed')
  expect(delivered?.path).toContain('M2.10 0.0010h0.8v0.9990')
  expect(failed?.path).toMatch(/M2\.10 0\.0000h0\.8v0\.0250/)
  expect(sumStatuses(histogram)).toEqual([
    { status: 'delivered', count: 1_007 },
    { status: 'failed', count: 3 },
  ])
})

test('a value with signs of its own is quoted, so that it finds itself and no pattern', () => {
  expect(quoteValue('13800138042')).toBe('13800138042')
  expect(quoteValue('134523^4351232')).toBe('134523^4351232')
  expect(quoteValue('a b')).toBe('"a b"')
  expect(quoteValue('say "x*" \\')).toBe('"say \\"x*\\" \\\\"')
})

const fields = ['status', 'errCode', 'carrier', 'via', 'kind', 'source', 'account'] as const
const anyValue = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.constantFrom('MK:0001', 'a,b', 'x y', '*', '-'),
)

test('a value chosen is read back, and choosing it again leaves the query as it was', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...fields.slice(1, 3)),
      anyValue,
      fc.constantFrom('include', 'exclude'),
      (field, value, how) => {
        const before = 'phone:138* -"a b" since:2h'
        const after = toggleFacet(before, field, value, how as 'include')
        expect(readFacet(after, field)[how === 'include' ? 'included' : 'excluded']).toEqual([value])
        expect(toggleFacet(after, field, value, how as 'include')).toBe(before)
      },
    ),
  )
})

test('what the sidebar writes the core can read', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('errCode', 'carrier', 'source', 'account'),
      fc.array(anyValue, { maxLength: 3 }),
      (field, values) => {
        const query = values.reduce(
          (query, value) => toggleFacet(query, field as 'errCode', value, 'exclude'),
          'status:failed',
        )
        expect(parseQuery(query, 0)).toMatchObject({ valid: true })
      },
    ),
  )
})

test('values of one field stand in one term, in and out apart, and none is a value too', () => {
  let query = toggleFacet('', 'status', 'failed', 'include')
  query = toggleFacet(query, 'status', 'pending', 'include')
  expect(query).toBe('status:failed,pending')
  query = toggleFacet(query, 'status', 'failed', 'exclude')
  expect(query).toBe('status:pending -status:failed')
  expect(toggleFacet('text', 'errCode', null, 'include')).toBe('text -has:code')
  expect(toggleFacet('text -has:code', 'errCode', 'UNDELIV', 'include')).toBe('text code:UNDELIV')
  expect(readFacet('err_code:A,"b c" -queue:q', 'errCode').included).toEqual(['A', 'b c'])
  expect(withoutFacet('err_code:A -queue:q', 'source')).toBe('err_code:A')
})

test('recent queries are kept once, newest first, and one that only grew takes the place of its beginning', () => {
  expect(withRecent(['a'], ' ')).toEqual(['a'])
  expect(withRecent(['b', 'a'], 'a')).toEqual(['a', 'b'])
  expect(withRecent(['status:fai', 'x'], 'status:failed')).toEqual(['status:failed', 'x'])
})

test('one account is chosen in the query, and the rest of it stays', () => {
  expect(chosenAccount('status:failed')).toEqual({ kind: 'all' })
  expect(chosenAccount('account:a,b')).toEqual({ kind: 'some' })
  expect(chosenAccount('-account:a')).toEqual({ kind: 'some' })
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), name => {
      const query = chooseAccount('status:failed account:"other one" since:1h', name)
      expect(chosenAccount(query)).toEqual({ kind: 'one', name })
      expect(chooseAccount(query, null)).toBe('status:failed since:1h')
    }),
  )
})
