import { expect, test } from 'vitest'
import { ApiError } from '../../../src/contract/apiError.ts'
import type { Client } from '../../../src/contract/rpc/createClient.ts'
import type { SqlAnswer, SqlCell } from '../../../src/contract/sql.ts'
import { cellText, instantOf } from '../../../src/renderer/sql/cellText.ts'
import { columnWidths } from '../../../src/renderer/sql/columnWidths.ts'
import { toCsv, toJson } from '../../../src/renderer/sql/copyResult.ts'
import { moveCell } from '../../../src/renderer/sql/moveCell.ts'
import { placeOfError } from '../../../src/renderer/sql/placeOfError.ts'
import { runStatement, useSql, withStatement } from '../../../src/renderer/sql/sqlStore.ts'

const bothAlike = (text: string) => ({ en: text, zh: text })

const answerOf = (names: string[], ...rows: SqlCell[][]): SqlAnswer => ({
  columns: names.map(name => ({ name, type: null })),
  rows,
  partial: null,
  milliseconds: 1,
})

test('a result is copied for spreadsheets: nothing and an empty text differ, no text is calculated or rounded', () => {
  const answer = answerOf(
    ['a', 'b,c'],
    [null, ''],
    ['=1+1', 'say "hi"'],
    ['900619746936498440', -5],
    [
      { bytes: 3, hex: '00ff10' },
      { characters: 9000, text: 'long' },
    ],
  )
  expect(toCsv(answer, false)).toBe(
    'a,"b,c"\r\n,""\r\n\'=1+1,"say ""hi"""\r\n\t900619746936498440,-5\r\n0x00ff10,long…\r\n',
  )
})

test('a result is copied as objects, and no column is lost to another of its name', () => {
  const answer = answerOf(['n', 'n', 'n_2'], [1, null, 'x'])
  expect(JSON.parse(toJson(answer, false))).toEqual([{ n: 1, n_2: null, n_2_2: 'x' }])
})

test('where numbers are masked, none leaves: neither as text, as number, nor spelled in bytes', () => {
  const row = ['to 13812345678', 13812345678, { bytes: 11, hex: '3133383132333435363738' }]
  const answer = answerOf(['a', 'b', 'c'], row)
  for (const text of [toCsv(answer, true), toJson(answer, true)]) {
    expect(text).not.toMatch(/1381234|12345678|31333831/)
  }
  expect(cellText(1_700_000_000_000, true)).toBe('1700000000000')
})

test('only whole numbers of this century are taken for an instant', () => {
  expect(instantOf(1_700_000_000_000)).toBe(1_700_000_000_000)
  expect([5, 1_700_000_000, 1.5, 'x', null].map(instantOf)).toEqual([null, null, null, null, null])
})

test('a column is as wide as most of its cells, a Chinese character counting twice', () => {
  expect(columnWidths(answerOf(['a', 'b', 'c'], ['短信验证码', 'x', 'y'.repeat(500)]))).toEqual([10, 6, 44])
})

test.each([
  ['near "FORM": syntax error', 'SELECT *\nFORM receipt', { from: 9, to: 13, line: 2, column: 1 }],
  [
    'no such column: hone',
    "SELECT 'hone', hone FROM receipt -- hone",
    { from: 15, to: 19, line: 1, column: 16 },
  ],
  ['no such table: receipts', 'SELECT 1 FROM receipts', { from: 14, to: 22, line: 1, column: 15 }],
  ['near ")": syntax error', 'SELECT count( FROM x)', { from: 20, to: 21, line: 1, column: 21 }],
  ['incomplete input', 'SELECT (\n ', { from: 8, to: 8, line: 1, column: 9 }],
  ['no such column: a', 'SELECT a, a FROM receipt', null],
  ['The statement took longer than 5 s', 'SELECT 5', null],
])('%s is found where it stands, or nowhere', (message, sql, place) => {
  expect(placeOfError(message, sql)).toEqual(place)
})

test('keys lead from cell to cell and never out of the table', () => {
  const size = { rows: 3, columns: 2 }
  const press = (key: string, far = false) => ({ key, ctrlKey: far, metaKey: false })
  expect(moveCell({ row: 0, column: 0 }, press('ArrowDown'), size)).toEqual({ row: 1, column: 0 })
  expect(moveCell({ row: 0, column: 0 }, press('ArrowUp'), size)).toEqual({ row: 0, column: 0 })
  expect(moveCell({ row: 0, column: 0 }, press('End', true), size)).toEqual({ row: 2, column: 1 })
  expect(moveCell({ row: 2, column: 1 }, press('PageUp'), size)).toEqual({ row: 0, column: 1 })
  expect(moveCell({ row: 0, column: 0 }, press('x'), size)).toBeNull()
})

test('a statement is kept once, newest first', () => {
  expect(withStatement(['b', 'a'], 'a')).toEqual(['a', 'b'])
})

test('one statement runs at a time; stopped it leaves the last answer, failed it says why', async () => {
  const asked: { sql: string; signal: AbortSignal; settle: (how: SqlAnswer | ApiError) => void }[] = []
  const client = {
    call: (_name: string, { sql }: { sql: string }, { signal }: { signal: AbortSignal }) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new ApiError('cancelled', bothAlike('cancelled'))))
        const settle = (how: SqlAnswer | ApiError) => (how instanceof ApiError ? reject(how) : resolve(how))
        asked.push({ sql, signal, settle })
      }),
  } as unknown as Pick<Client, 'call'>
  const answer = answerOf(['a'], [1])
  const first = runStatement(client, ' SELECT 1 ', 1)
  await runStatement(client, 'SELECT 2', 2)
  expect(asked.map(({ sql }) => sql)).toEqual(['SELECT 1'])
  asked[0]?.settle(answer)
  await first
  expect(useSql.getState()).toMatchObject({
    running: null,
    outcome: { kind: 'answer', sql: 'SELECT 1', answer },
  })

  const second = runStatement(client, 'SELECT 3', 3)
  useSql.getState().running?.stop()
  await second
  expect(useSql.getState()).toMatchObject({ running: null, outcome: { sql: 'SELECT 1' } })

  const third = runStatement(client, 'SELECT x', 4)
  asked[2]?.settle(new ApiError('bad-input', bothAlike('no such column: x')))
  await third
  expect(useSql.getState().outcome).toMatchObject({
    kind: 'failure',
    error: { message: 'no such column: x' },
  })
})
