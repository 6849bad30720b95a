import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '../../../src/core/store/migrate.ts'
import { migrations } from '../../../src/core/store/migrations.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'

const before = migrations.findIndex(({ name }) => name.startsWith('whose sends are'))

test('sends without an id get the row that is about them; those that no row is about go', () => {
  const path = join(temporaryDirectory(), 'receipts.db')
  const database = new Database(path)
  migrate(database, path, migrations.slice(0, before))
  const send = database.prepare('INSERT INTO send (id, phone, biz_id, send_time) VALUES (?, ?, ?, ?)')
  send.run('waits', '1', null, 1000)
  send.run('has its receipt', '2', null, 5000)
  send.run('nothing is left of it', '3', null, 1000)
  send.run('has an id', '4', 'b4', 1000)
  const receipt = database.prepare(
    `INSERT INTO receipt (seq, rev, kind, status, phone, send_time, via, account, source, message_id, item, deliveries,
        received_at, size, body) VALUES (?, 1, 'report', ?, ?, ?, 'queue', 'a', ?, ?, 0, 1, 0, 0, 1)`,
  )
  receipt.run(1, 'pending', '1', 1000, 'send-log', 'waits')
  receipt.run(2, 'delivered', '2', 6000, 'orders', 'M2')
  migrate(database, path)
  expect(database.prepare('SELECT id, receipt, tied_by AS tie FROM send ORDER BY id').all()).toEqual([
    { id: 'has an id', receipt: null, tie: null },
    { id: 'has its receipt', receipt: 2, tie: 'time' },
    { id: 'waits', receipt: 1, tie: null },
  ])
  database.close()
})
