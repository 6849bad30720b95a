import { statSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../../src/core/store/openStore.ts'
import { startReader } from '../../../src/core/store/startReader.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { storable } from './storable.ts'

test('the log is moved into the database while rows keep coming, and nobody waits for it', async () => {
  const store = openStore(temporaryDirectory())
  const reader = startReader(store.path)
  onTestFinished(async () => {
    await reader.close()
    store.close()
  })
  const write = () => store.write(Array.from({ length: 50 }, () => storable({}, { raw: Buffer.alloc(2000) })))
  const databaseBytes = () => statSync(store.path).size
  const before = databaseBytes()
  await expect
    .poll(
      () => {
        write()
        return databaseBytes()
      },
      { timeout: 4000 },
    )
    .toBeGreaterThan(before + 100_000)
})
