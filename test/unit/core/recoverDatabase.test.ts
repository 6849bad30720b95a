import { closeSync, existsSync, openSync, readdirSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compileQuery } from '../../../src/core/query/compileQuery.ts'
import { openStore } from '../../../src/core/store/openStore.ts'
import { startReader } from '../../../src/core/store/startReader.ts'
import { watchDamage } from '../../../src/core/store/watchDamage.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { storable } from './storable.ts'

function damaged(rows: number, at: number) {
  const directory = temporaryDirectory()
  const store = openStore(directory)
  for (let index = 0; index < rows; index += 100) {
    store.write(
      Array.from({ length: 100 }, (_, of) =>
        storable({ phone: String(index + of) }, { raw: Buffer.alloc(400) }),
      ),
    )
  }
  const { id } = store
  store.close()
  const path = join(directory, 'receipts.db')
  const file = openSync(path, 'r+')
  const size = statSync(path).size
  writeSync(file, Buffer.alloc(12 * 4096, 0xaa), 0, 12 * 4096, Math.floor((size * at) / 4096) * 4096)
  closeSync(file)
  return { directory, id }
}

test.each([0.3, 0.6, 0.9])('what can be read of a damaged file is saved, and the file is kept (%s)', at => {
  const { directory, id } = damaged(3000, at)
  writeFileSync(join(directory, 'receipts.db.damaged'), '')
  const warnings: string[] = []
  const store = openStore(directory, message => warnings.push(message))
  expect(store.rows()).toBeGreaterThan(2000)
  expect(store.id).not.toBe(id)
  expect(warnings.join()).toContain(`${store.rows()} receipts were saved`)
  expect(store.database.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(readdirSync(directory).some(name => name.startsWith('receipts-damaged-'))).toBe(true)
  expect(existsSync(join(directory, 'receipts.db.damaged'))).toBe(false)
  const [written] = store.write([storable()])
  expect(written?.seqs[0]).toBeGreaterThan(3000)
  store.close()
})

test('damage that only a reader meets is repaired by the next start', async () => {
  const { directory } = damaged(3000, 0.6)
  const store = openStore(directory)
  const reader = watchDamage(startReader(store.path), store.noteDamage)
  const predicate = compileQuery([{ kind: 'text', texts: ['nowhere'], negated: false, start: 0, end: 7 }], 0)
  const options = { milliseconds: 10_000, signal: new AbortController().signal }
  await expect(reader.read('count', { predicate }, options)).rejects.toThrow('malformed')
  await reader.close()
  store.close()
  const warnings: string[] = []
  openStore(directory, message => warnings.push(message)).close()
  expect(warnings.join()).toContain('receipts were saved')
})

test('a full disk stores nothing, says so, and is over by itself', () => {
  const store = openStore(temporaryDirectory())
  store.write([storable()])
  const pages = Number(store.database.pragma('page_count', { simple: true }))
  store.database.pragma(`max_page_count = ${pages}`)
  const big = storable({}, { raw: Buffer.alloc(100_000) })
  expect(() => store.write([big])).toThrow('full')
  expect(store.status()).toMatchObject({ rows: 1, writable: false })
  expect(store.status().lastError?.en).toContain('full')
  store.database.pragma('max_page_count = 1000000')
  expect(store.trouble()).toBeNull()
  expect(store.write([big])[0]?.outcome).toBe('new')
  expect(store.status()).toMatchObject({ rows: 2, writable: true })
  store.close()
})

test('what hangs on receipts is saved with them, and from a database of an older version', () => {
  const directory = temporaryDirectory()
  const store = openStore(directory)
  store.write([storable({ phone: '1' })])
  store.database.exec(`
    INSERT INTO attempt (receipt, received_at, truncated, replayed, answer_after, answer_reason) VALUES (1, 5, 0, 0, 3, '{}');
    INSERT INTO replay (receipt, at, url, milliseconds, reason) VALUES (1, 7, 'http://a', 2, '{}');
    INSERT INTO send (id, phone, biz_id) VALUES ('s', '1', 'b');
    DROP INDEX send_receipt; DROP INDEX send_waiting; DROP TRIGGER send_of_row_gone;
    ALTER TABLE send DROP COLUMN receipt;
  `)
  store.close()
  writeFileSync(join(directory, 'receipts.db.damaged'), '')
  const saved = openStore(directory)
  const count = (table: string) => saved.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
  expect(['receipt', 'attempt', 'replay', 'send'].map(count)).toEqual([1, 1, 1, 1])
  saved.close()
})
