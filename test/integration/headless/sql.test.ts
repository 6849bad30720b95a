import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { fillDirectory } from './filledDirectory.ts'
import { runHere } from './runHere.ts'

test('a data directory answers SELECT as a table, as JSON and as CSV, and nothing else', async () => {
  const data = temporaryDirectory()
  await fillDirectory(data)
  const sql = (...args: string[]) => runHere(['sql', '--data', data, ...args])
  const count = 'SELECT count(*) AS n, NULL AS none FROM receipt'
  expect(await sql('--format', 'json', count)).toMatchObject({ code: 0, stdout: '{"n":37,"none":null}\n' })
  expect((await sql('--format', 'csv', count)).stdout).toBe('n,none\r\n37,\r\n')
  expect((await sql(count)).stdout).toBe('n   none\n37  NULL\n')
  expect(await sql('--limit', '1', 'VALUES (1), (2)')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('--limit was reached'),
  })
  expect(await sql('SELECT * FROM account')).toMatchObject({ code: 1, stdout: '' })
  expect(await sql()).toMatchObject({ code: 2 })
}, 60_000)
