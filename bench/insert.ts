import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { createIngest } from '../src/core/ingest/createIngest.ts'
import { decodeMessage } from '../src/core/ingest/decodeMessage.ts'
import { openStore } from '../src/core/store/openStore.ts'
import { startReader } from '../src/core/store/startReader.ts'
import { storeReceipts } from './storedReceipts.ts'
import { describeShares, threadShares, threadTimes } from './threadTimes.ts'
import { describeHolds, watchHolds } from './watchHolds.ts'

/**
 * Decoding and storing receipts, durably and with every index, while the text index is filled beside it: how many a
 * second are stored, and how many of them a search finds by the index when the last one is stored.
 */
const { values } = parseArgs({
  options: { rows: { type: 'string', default: '200000' }, data: { type: 'string' } },
})
const count = Number(values.rows)
const dataDirectory = values.data ?? mkdtempSync(join(tmpdir(), 'receiptscope-bench-'))
const store = openStore(dataDirectory)
const reader = startReader(store.path)
const ingest = createIngest(store, decodeMessage)
const first = store.rows()

const watch = watchHolds()
const threads = threadTimes()
const cpu = process.cpuUsage()
const started = performance.now()
await storeReceipts(ingest, first, next => next >= first + count)
const shares = threadShares(threads, count)
const seconds = (performance.now() - started) / 1000
const holds = watch.stop()

const index = new Database(join(dataDirectory, 'text-index.db'), { readonly: true })
const indexed = () => Number(index.prepare('SELECT newest FROM text_mark').pluck().get()) - first
const behind = count - indexed()
while (indexed() < count) await new Promise(resolve => setTimeout(resolve, 50))
const { user, system } = process.cpuUsage(cpu)
const searchable = (performance.now() - started) / 1000
index.close()
await ingest.close()
await reader.close()
store.close()
if (values.data === undefined) rmSync(dataDirectory, { recursive: true })

const rate = (over: number) =>
  `${Math.round(count / over)
    .toString()
    .padStart(7)} rows/s`
console.log(`stored, durable, found by its columns  ${rate(seconds)}`)
console.log(
  `and by the text index                  ${rate(searchable)}   ${behind} rows behind when the last was stored`,
)
console.log(
  `processor, both threads                 ${((user + system) / count).toFixed(1).padStart(7)} µs a row`,
)
console.log(`  until the last was stored, by thread, µs a row: ${describeShares(shares)}`)
console.log(describeHolds(holds))
console.log('yardstick: 50,000 rows/s with search kept up to date')
