import { statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../../src/core/store/openStore.ts'
import { openTextIndex } from '../../../src/core/store/openTextIndex.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { storable } from './storable.ts'

function setUp(rows: number) {
  const store = openStore(temporaryDirectory())
  store.write(Array.from({ length: rows }, (_, index) => storable({}, {}, `row ${index} 验证码`)))
  onTestFinished(() => store.close())
  const file = join(dirname(store.path), 'text-index.db')
  const indexed = () => {
    const index = new Database(file, { readonly: true })
    const count = (table: string) => index.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
    const counts = [count('receipt_trigram'), count('receipt_han')]
    index.close()
    return counts
  }
  const fill = () => {
    const index = openTextIndex(store.path)
    while (index.step(400) > 0);
    index.close()
  }
  return { store, file, indexed, fill }
}

test('a second filling goes on where the first ended', () => {
  const { store, indexed, fill } = setUp(100)
  fill()
  expect(indexed()).toEqual([100, 100])
  store.write([storable({}, {}, 'no han in this one')])
  fill()
  expect(indexed()).toEqual([101, 100])
})

test('rows that were removed leave the index too', () => {
  const { store, indexed, fill } = setUp(5000)
  fill()
  store.remove(Array.from({ length: 1000 }, (_, index) => index + 1))
  fill()
  expect(indexed()).toEqual([4000, 4000])
})

test('an index that is damaged, or of another database, is made again', () => {
  const { file, indexed, fill } = setUp(20)
  writeFileSync(file, 'not an index'.repeat(1000))
  fill()
  expect(indexed()).toEqual([20, 20])
  const foreign = new Database(file)
  foreign.exec("UPDATE text_mark SET store = 'another'")
  foreign.close()
  fill()
  expect(indexed()).toEqual([20, 20])
})

test.skipIf(process.platform === 'win32')('nobody else may read what is stored, or its words', () => {
  const { store, file, fill } = setUp(3)
  fill()
  const rights = [store.path, `${store.path}-wal`, file].map(path => statSync(path).mode & 0o777)
  expect(rights).toEqual([0o600, 0o600, 0o600])
})
