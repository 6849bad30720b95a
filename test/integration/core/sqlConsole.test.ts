import { expect, test } from 'vitest'
import type { SqlAnswer } from '../../../src/contract/sql.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { startTestCore } from './startTestCore.ts'

const secret = 'planted-secret-value'

async function setUp() {
  const dataDirectory = temporaryDirectory()
  const core = await startTestCore({ dataDirectory })
  await core.ask('accounts.save', {
    id: null,
    name: 'cloud',
    endpoint: 'http://127.0.0.1:1',
    apiEndpoint: null,
    region: null,
    accessKeyId: 'id',
    accessKeySecret: secret,
    securityToken: null,
    credentials: 'accessKey',
    signature: 'v2',
  })
  await core.ask('views.save', { id: null, name: 'One', query: 'phone:1' })
  const run = (sql: string, limit = 100, milliseconds = 20_000): Promise<SqlAnswer> =>
    core.ask('sql.run', { sql, limit, milliseconds })
  return { ...core, run }
}

const endless = 'WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n'
const numbers = 'WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n'

test('one statement is answered with its columns and rows', { timeout: 60_000 }, async () => {
  const { run, ask } = await setUp()
  const values = "SELECT name AS n, 9007199254740993 AS big, x'00ff' AS b, NULL AS none FROM view;"
  expect(await run(values)).toMatchObject({
    columns: [{ name: 'n', type: 'TEXT' }, { name: 'big' }, { name: 'b' }, { name: 'none' }],
    rows: [['One', '9007199254740993', { bytes: 2, hex: '00ff' }, null]],
    partial: null,
  })
  expect((await run('-- why\nVALUES (1), (2)')).rows).toEqual([[1], [2]])
  expect((await run("SELECT value FROM json_each('[7]')")).rows).toEqual([[7]])
  const plan = await run('EXPLAIN QUERY PLAN SELECT * FROM receipt WHERE phone = 1')
  expect(JSON.stringify(plan.rows)).toContain('receipt_phone')
  expect(await run(numbers, 3)).toMatchObject({ rows: [[1], [2], [3]], partial: 'limit' })
  const long = await run("SELECT replace(hex(zeroblob(10000)), '00', 'ab')")
  expect(long.rows[0]?.[0]).toMatchObject({ characters: 20_000 })
  const tables = await ask('sql.tables', null)
  expect(tables.map(({ name }) => name)).toContain('receipt')
  expect(tables[0]?.columns).toContainEqual({ name: 'phone', type: 'TEXT' })
})

const refused = [
  'SELECT * FROM account',
  'SELECT (SELECT hex(secret) FROM "account") FROM view',
  'SELECT 1 FROM view WHERE EXISTS (SELECT 1 FROM main.account WHERE id > 1)',
  'WITH a AS (SELECT token FROM [account]) SELECT * FROM a',
  'SELECT name FROM view UNION SELECT name FROM account',
  'SELECT count(*) FROM account',
  'SELECT max(name) FROM account',
  'SELECT * FROM view JOIN account USING (name)',
  'EXPLAIN SELECT * FROM account',
  'SELECT * FROM setting',
  'SELECT * FROM monitor',
  'SELECT * FROM meta',
  'SELECT * FROM dbstat',
  "SELECT * FROM pragma_table_info('account')",
  'SELECT * FROM pragma_database_list',
  "ATTACH 'file:receipts.db' AS other",
  'DETACH main',
  'PRAGMA writable_schema = 1',
  'PRAGMA query_only = OFF',
  'EXPLAIN PRAGMA journal_mode = DELETE',
  "VACUUM INTO '/tmp/copy.db'",
  'DELETE FROM view',
  'WITH x AS (SELECT 1) DELETE FROM view',
  'WITH x AS (SELECT 1) INSERT INTO view SELECT * FROM view',
  'CREATE TEMP TABLE t AS SELECT * FROM account',
  'BEGIN IMMEDIATE',
  'SELECT 1; SELECT * FROM account',
  "SELECT load_extension('/tmp/x.so')",
  "SELECT fts3_tokenizer('simple')",
  "SELECT writefile('/tmp/x', 'y')",
  'SELECT',
  '',
]

test('whatever else a statement wants is not run, and no secret is in the answer', {
  timeout: 90_000,
}, async () => {
  const { run } = await setUp()
  for (const sql of refused) {
    const error = await run(sql).then(
      answer => ({ code: 'answered', answer }),
      thrown => thrown,
    )
    expect([sql, error.code]).toEqual([sql, expect.stringMatching(/^(refused|bad-input)$/)])
    expect(JSON.stringify(error)).not.toContain(secret)
  }
})

test('what never ends is ended in time, and holds up nothing else', { timeout: 60_000 }, async () => {
  const { run, ask } = await setUp()
  const late = expect(run(endless, 10, 300)).rejects.toMatchObject({ code: 'timeout' })
  expect((await ask('receipts.page', { query: '', before: null, limit: 10 })).rows).toEqual([])
  await late
  const some = await run(`${numbers} WHERE x % 9973 = 0`, 10_000, 500)
  expect(some.partial).toBe('deadline')
})

const bombs = [
  'SELECT zeroblob(1000000000)',
  "SELECT printf('%.*c', 1000000000, 'x')",
  "SELECT printf('%1000000000d', 1)",
  "SELECT group_concat(x) FROM (WITH RECURSIVE n(x) AS (SELECT printf('%.100000c', 'x') UNION ALL SELECT x FROM n) SELECT x FROM n)",
]

test('huge values cost nobody else anything', { timeout: 60_000 }, async () => {
  const { run } = await setUp()
  const before = process.memoryUsage().rss
  for (const sql of bombs) {
    const code = await run(sql, 10, 3000).then(
      ({ rows }) => (JSON.stringify(rows).length < 100_000 ? 'small' : 'large'),
      error => error.code,
    )
    expect([sql, code]).toEqual([sql, expect.stringMatching(/^(small|refused|bad-input|timeout)$/)])
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(200 << 20)
})

test('nobody waits for what was cancelled', { timeout: 30_000 }, async () => {
  const { core } = await setUp()
  const controller = new AbortController()
  const running = core.handlers.calls['sql.run'](
    { sql: endless, limit: 1, milliseconds: 60_000 },
    { signal: controller.signal },
  )
  controller.abort()
  await expect(running).rejects.toMatchObject({ code: 'cancelled' })
})
