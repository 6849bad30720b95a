import fc from 'fast-check'
import { expect, test } from 'vitest'
import { echoQuery } from '../../../src/core/query/echoQuery.ts'
import { parseQuery } from '../../../src/core/query/parseQuery.ts'
import { parseDuration, parseTime } from '../../../src/core/query/parseTime.ts'

const now = Date.UTC(2026, 10, 20, 12)

function terms(text: string) {
  const parsed = parseQuery(text, now)
  if (!parsed.valid) throw new Error(parsed.problem.message.en)
  return parsed.query.map(({ start: _start, end: _end, ...term }) => term)
}

function problem(text: string) {
  const parsed = parseQuery(text, now)
  if (parsed.valid) throw new Error('it was valid')
  return parsed.problem
}

test("the product's example is read whole", () => {
  const text = 'status:failed phone:138* code:MK:0001,UNDELIV latency>30s since:2h -out_id:test "验证码"'
  expect(terms(text)).toEqual([
    { negated: false, kind: 'choice', field: 'status', choices: ['failed'] },
    { negated: false, kind: 'match', field: 'phone', patterns: [['138', '']] },
    { negated: false, kind: 'match', field: 'code', patterns: [['MK:0001'], ['UNDELIV']] },
    { negated: false, kind: 'compare', field: 'latency', comparisons: [{ operator: '>', value: 30_000 }] },
    {
      negated: false,
      kind: 'time',
      field: 'received',
      comparisons: [{ operator: '>=', time: { kind: 'ago', milliseconds: 7_200_000 } }],
    },
    { negated: true, kind: 'match', field: 'outId', patterns: [['test']] },
    { negated: false, kind: 'text', texts: ['验证码'] },
  ])
})

test('quotes keep spaces, commas and stars as they are', () => {
  expect(terms('content:"a, b*",c* "x\\"y"')).toEqual([
    { negated: false, kind: 'match', field: 'content', patterns: [['a, b*'], ['c', '']] },
    { negated: false, kind: 'text', texts: ['x"y'] },
  ])
})

test('a carrier code may be typed as it is read', () => {
  expect(terms('MK:0001')).toEqual([{ negated: false, kind: 'text', texts: ['mk:0001'] }])
})

test('nothing means everything', () => {
  expect(terms('  \t ')).toEqual([])
})

test.each([
  ['stauts:failed', 0, 6, 'There is no field “stauts”', 'Did you mean status:?'],
  ['phone:', 5, 1, 'phone needs a value here', null],
  ['code:a,', 6, 1, 'code needs a value here', null],
  ['x status:lost', 9, 4, 'status is one of', null],
  ['latency>soon', 8, 4, 'latency needs a duration', null],
  ['a "b', 2, 2, 'This quote is not closed', null],
  ['a - b', 2, 1, '“-” negates what follows it', null],
  ['since:2026-02-30', 6, 10, 'Expected a date', null],
  ['phone>138', 0, 9, "phone can't be compared with >", null],
])('%s says where and why', (text, at, length, message, hint) => {
  const found = problem(text)
  expect({ at: found.at, length: found.length }).toEqual({ at, length })
  expect(found.message.en).toContain(message)
  expect(found.message.zh).not.toBe('')
  expect(found.hint?.en ?? '').toContain(hint ?? '')
})

test('no text makes the parser fail, and every problem stands inside its query', () => {
  const word = fc.constantFrom('status:', 'phone:', '-', '"', 'latency>', 'since:', ',', '*', ' ', 'a', '验')
  const text = fc.array(fc.oneof(word, fc.string())).map(parts => parts.join(''))
  fc.assert(
    fc.property(text, query => {
      const parsed = parseQuery(query, now)
      if (parsed.valid) return echoQuery(parsed.query).en.length >= parsed.query.length
      return parsed.problem.at >= 0 && parsed.problem.at < query.length && parsed.problem.length > 0
    }),
  )
})

test('durations add up', () => {
  expect(['90s', '1h30m', '250ms', '2d', '1.5h', '15'].map(parseDuration)).toEqual([
    90_000, 5_400_000, 250, 172_800_000, 5_400_000, 15,
  ])
  expect(['', 'soon', '1y', '-1s', '1h x'].map(parseDuration)).toEqual([null, null, null, null, null])
})

test('a date means as much as it says', () => {
  const span = (text: string) => {
    const time = parseTime(text, now)
    return time?.kind === 'span' ? time.to - time.from : null
  }
  expect(span('2026-11-20T10:00:00.123Z')).toBe(1)
  expect(span('2026-11-20T10:00:00+08:00')).toBe(1000)
  expect(span('2026-11-20T10:00Z')).toBe(60_000)
  expect(parseTime('2026-11-20T10:00:00+08:00', now)).toMatchObject({ from: Date.UTC(2026, 10, 20, 2) })
  const wrong = ['2026-13-01', '2026-02-30', '2026-11-20T25:00', '123']
  expect(wrong.map(text => parseTime(text, now))).toEqual([null, null, null, null])
})

test('a query is said in both languages', () => {
  const text = 'status:failed phone:138* latency>30s since:2h -out_id:test "验证码"'
  const parsed = parseQuery(text, now)
  if (!parsed.valid) throw new Error('not valid')
  expect(echoQuery(parsed.query)).toEqual({
    en: 'status is failed, and phone starts with 138, and latency above 30s, and received from 2h ago, and not: out id is test, and text contains “验证码”',
    zh: '状态为 failed，且手机号以 138 开头，且时延大于 30s，且接收时间不早于 2h 前，且排除：外部流水号为 test，且文本包含“验证码”',
  })
})
