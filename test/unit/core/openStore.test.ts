import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { StartError } from '../../../src/core/startError.ts'
import { openDatabase } from '../../../src/core/store/openDatabase.ts'
import { openStore } from '../../../src/core/store/openStore.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { storable } from './storable.ts'

function open(directory = temporaryDirectory()) {
  const store = openStore(directory)
  onTestFinished(() => {
    if (store.database.open) store.close()
  })
  return store
}

function codeOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (error instanceof StartError) return error.code
    throw error
  }
  return 'no error'
}

const deliveries = (store: ReturnType<typeof openStore>) =>
  store.database
    .prepare('SELECT message_id, deliveries, seq < rev AS changed FROM receipt ORDER BY seq')
    .all()

/** Rows of receipts, their texts and their bodies. */
const countsOf = (store: ReturnType<typeof openStore>) =>
  ['receipt', 'receipt_text', 'body'].map(table =>
    store.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
  )

test('the same message again bumps deliveries and the rev, and makes no row', () => {
  const store = open()
  const message = storable({}, { messageId: 'A' })
  expect(store.write([message]).map(({ outcome }) => outcome)).toEqual(['new'])
  expect(store.write([message, storable({}, { messageId: 'B' })]).map(({ outcome }) => outcome)).toEqual([
    'redelivered',
    'new',
  ])
  expect(deliveries(store)).toEqual([
    { message_id: 'A', deliveries: 2, changed: 1 },
    { message_id: 'B', deliveries: 1, changed: 0 },
  ])
})

test('the same id in another queue or account is another message', () => {
  const store = open()
  const written = store.write([
    storable({}, { messageId: 'A' }),
    storable({}, { messageId: 'A', source: 'other' }),
    storable({}, { messageId: 'A', account: 'other' }),
  ])
  expect(written.map(({ outcome }) => outcome)).toEqual(['new', 'new', 'new'])
})

test('a peek is no delivery, and a known message stays as it is', () => {
  const store = open()
  store.write([storable({}, { messageId: 'A', peeked: true })])
  expect(deliveries(store)).toEqual([{ message_id: 'A', deliveries: 0, changed: 0 }])
  expect(store.write([storable({}, { messageId: 'A', peeked: true })])[0]?.outcome).toBe('known')
  expect(deliveries(store)).toEqual([{ message_id: 'A', deliveries: 0, changed: 0 }])
  store.write([storable({}, { messageId: 'A' })])
  expect(deliveries(store)).toEqual([{ message_id: 'A', deliveries: 1, changed: 1 }])
})

test('a report of the same SMS under another message points to the first', () => {
  const store = open()
  const sms = { bizId: 'biz', phone: '13800000000' }
  const [first] = store.write([storable(sms)])
  store.write([storable(sms), storable({ ...sms, phone: '13900000000' }), storable(sms)])
  const rows = store.database.prepare('SELECT duplicate_of FROM receipt ORDER BY seq').pluck().all()
  const seq = first?.seqs[0]
  expect(rows).toEqual([null, seq, null, seq])
})

test('a failed commit leaves the table and the counter as they were', () => {
  const store = open()
  store.write([storable()])
  const rev = store.rev()
  const broken = { ...storable(), via: null as unknown as 'queue' }
  expect(() => store.write([storable(), broken])).toThrow(/NOT NULL/)
  expect(store.rev()).toBe(rev)
  expect(store.status()).toMatchObject({ rows: 1, writable: false })
  store.write([storable()])
  expect(store.status()).toMatchObject({ rows: 2, writable: true, lastError: null })
  expect(countsOf(store)).toEqual([2, 2, 2])
})

test('a failure in the middle of many leaves neither texts nor bodies behind', () => {
  const store = open()
  const many = Array.from({ length: 37 }, () => storable())
  expect(() => store.write([...many, { ...storable(), via: null as unknown as 'queue' }])).toThrow(/NOT NULL/)
  expect(countsOf(store)).toEqual([0, 0, 0])
  store.write([...many, ...many.slice(0, 3)])
  expect(countsOf(store)).toEqual([37, 37, 37])
  const lost = `SELECT count(*) FROM receipt r LEFT JOIN receipt_text t USING (seq) LEFT JOIN body b ON b.id = r.body
    WHERE t.text IS NULL OR b.raw IS NULL`
  expect(store.database.prepare(lost).pluck().get()).toBe(0)
})

test('seqs are not used twice, not even after the newest rows are gone', () => {
  const directory = temporaryDirectory()
  const store = open(directory)
  store.write([storable(), storable()])
  const { id } = store
  const rev = store.rev()
  store.database.exec('DELETE FROM receipt')
  store.close()
  const again = open(directory)
  expect(again.id).toBe(id)
  expect(again.write([storable()])[0]?.seqs).toEqual([rev + 1])
})

test('a write is durable when it says so', async () => {
  const store = open()
  store.write([storable()])
  await store.whenDurable()
  expect(store.status().walBytes).toBeGreaterThan(0)
})

test('a database of a newer program is refused and left as it is', () => {
  const directory = temporaryDirectory()
  open(directory).close()
  const path = join(directory, 'receipts.db')
  const database = new Database(path)
  database.pragma('user_version = 9999')
  database.close()
  const before = readFileSync(path)
  expect(codeOf(() => openDatabase(directory))).toBe('database-newer')
  expect(readFileSync(path).equals(before)).toBe(true)
})

test('a file that is no database is refused and left as it is', () => {
  const directory = temporaryDirectory()
  const path = join(directory, 'receipts.db')
  writeFileSync(path, 'not a database, but a text that somebody may want to keep'.repeat(100))
  const before = readFileSync(path)
  expect(codeOf(() => openDatabase(directory))).toBe('not-a-database')
  expect(readFileSync(path).equals(before)).toBe(true)
})

test("another program's database is refused and left as it is", () => {
  const directory = temporaryDirectory()
  const path = join(directory, 'receipts.db')
  const foreign = new Database(path)
  foreign.exec('CREATE TABLE theirs (a)')
  foreign.close()
  const before = readFileSync(path)
  expect(codeOf(() => openDatabase(directory))).toBe('not-a-database')
  expect(readFileSync(path).equals(before)).toBe(true)
})

test('a data directory belongs to one program at a time', () => {
  const directory = temporaryDirectory()
  open(directory)
  expect(codeOf(() => openStore(directory))).toBe('already-running')
})

test('a data directory that is a file can not be used', () => {
  const path = join(temporaryDirectory(), 'file')
  writeFileSync(path, '')
  expect(codeOf(() => openDatabase(path))).toBe('data-directory')
  expect(existsSync(path)).toBe(true)
})

test('nothing is called stored once the folder is gone, and it goes on when the folder is back', async () => {
  const directory = join(temporaryDirectory(), 'data')
  const store = open(directory)
  store.write([storable()])
  renameSync(directory, `${directory}-moved`)
  // A look at the disk is worth a quarter of a second.
  await expect.poll(() => store.trouble()?.en).toContain(directory)
  expect(() => store.write([storable()])).toThrow(directory)
  expect(store.status()).toMatchObject({ writable: false, advice: { en: expect.stringContaining('back') } })
  renameSync(`${directory}-moved`, directory)
  await expect.poll(() => store.trouble()).toBe(null)
  store.write([storable()])
  expect(store.status()).toMatchObject({ rows: 2, writable: true, advice: null })
})
