import { expect, test } from 'vitest'
import { prepareBuiltDesktop, quit, until } from './startBuilt.ts'

const { start, connect } = prepareBuiltDesktop('test-built-sql')

test('a statement runs in a process that does not end by itself, and is ended when it has answered', async () => {
  const fake = await start()
  const client = connect(fake)
  const answer = await client.call('sql.run', {
    sql: 'SELECT 40 + 2 AS answer',
    limit: 10,
    milliseconds: 10_000,
  })
  expect(answer.rows).toEqual([[42]])
  const [utility] = fake.utilities
  expect(utility?.options).toMatchObject({ stdio: ['ignore', 'pipe', 'ignore'] })
  expect(utility?.options.env).not.toHaveProperty('PATH')
  await until(() => utility?.isAlive === false)
})

test('a statement without an end is killed when its time is up, and all of them when the program quits', async () => {
  const fake = await start()
  const client = connect(fake)
  const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n'
  const late = client.call('sql.run', { sql: endless, limit: 10, milliseconds: 100 })
  await expect(late).rejects.toMatchObject({ code: 'timeout' })
  await until(() => fake.utilities[0]?.isAlive === false)

  const cut = client.call('sql.run', { sql: endless, limit: 10, milliseconds: 60_000 })
  cut.catch(() => {})
  await until(() => fake.utilities.length === 2)
  await quit(fake)
  await until(() => fake.utilities[1]?.isAlive === false)
})
