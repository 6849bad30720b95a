import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { migrate } from '../../../src/core/store/migrate.ts'
import { migrations } from '../../../src/core/store/migrations.ts'
import { openStore } from '../../../src/core/store/openStore.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { storable } from './storable.ts'

/** A data directory as a program of fewer steps left it, with receipts in it. */
function directoryOf(steps: number): string {
  const directory = temporaryDirectory()
  const path = join(directory, 'receipts.db')
  const database = new Database(path)
  database.pragma('journal_mode = WAL')
  migrate(database, path, migrations.slice(0, steps))
  database.exec(`
    INSERT INTO meta (key, value) VALUES ('counter', 270000);
    INSERT INTO receipt (seq, rev, kind, status, phone, via, account, source, message_id, item, deliveries, received_at, size, body)
      SELECT value * 9000, value * 9000, 'report', 'delivered', '1380000' || (value % 7), 'queue', 'a', 's', 'M' || value, 0, 1, 0, 2,
        value * 9000 FROM json_each('[${Array.from({ length: 30 }, (_, index) => index + 1)}]')`)
  database.close()
  return directory
}

const planOf = (database: Database.Database, sql: string) =>
  (database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail)

test('rows of an older program are found by their number, and new ones beside them', () => {
  const before = migrations.findIndex(({ name }) => name === 'phone numbers by groups of rows')
  const store = openStore(directoryOf(before))
  onTestFinished(() => store.close())
  store.write([storable({ phone: '13800003' }, { messageId: 'new' })])
  const byPhone = "SELECT message_id FROM receipt WHERE phone = '13800003' ORDER BY seq"
  expect(store.database.prepare(byPhone).pluck().all()).toEqual(['M3', 'M10', 'M17', 'M24', 'new'])
})

test('no way of looking for a number reads every row', () => {
  const store = openStore(temporaryDirectory())
  onTestFinished(() => store.close())
  const ways = [
    "SELECT * FROM receipt WHERE phone = '138' ORDER BY seq LIMIT 100",
    "SELECT * FROM receipt r WHERE +r.seq BETWEEN 1 AND 9 AND (r.phone >= '138' AND r.phone < '139') ORDER BY +r.seq DESC",
    "SELECT 1 FROM receipt WHERE phone = '138' AND kind = 'report' AND send_time BETWEEN 1 AND 2 LIMIT 1",
    "SELECT * FROM receipt r WHERE (r.phone = '138' OR r.phone = '139') AND r.status = 'failed' ORDER BY +r.seq DESC",
  ]
  for (const way of ways) {
    const plan = planOf(store.database, way).join(' ')
    expect(plan).toContain('INDEX receipt_phone (ANY(<expr>) AND phone')
    expect(plan).not.toContain('SCAN receipt')
  }
})
