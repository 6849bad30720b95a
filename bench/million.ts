import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Instant } from '../src/contract/brand.ts'
import { createIngest } from '../src/core/ingest/createIngest.ts'
import { decodeMessage } from '../src/core/ingest/decodeMessage.ts'
import { compileQuery } from '../src/core/query/compileQuery.ts'
import { parseQuery } from '../src/core/query/parseQuery.ts'
import { openStore } from '../src/core/store/openStore.ts'
import { startReader } from '../src/core/store/startReader.ts'
import { reportBody } from './receiptBodies.ts'

/**
 * Questions to a table of a million rows while more arrive, and how long the core's event loop was held meanwhile.
 * `--data` names a directory that insert.ts filled; filling one takes longer than asking it.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join(tmpdir(), 'receiptscope-million') },
    rate: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '40' },
  },
})
if (!existsSync(join(values.data, 'receipts.db'))) {
  console.error(`First fill it: node bench/insert.ts --rows 1000000 --data ${values.data}`)
  process.exit(1)
}
const opened = performance.now()
const store = openStore(values.data)
const reader = startReader(store.path)
const ingest = createIngest(store, decodeMessage)
const signal = new AbortController().signal
console.log(
  `${store.rows()} rows, opened in ${(performance.now() - opened).toFixed(0)} ms, ${values.rate} more each second`,
)

let next = store.rows()
let over = false
const arrivals = (async () => {
  for (const began = performance.now(), first = next; !over; await pause(10)) {
    const due = first + ((performance.now() - began) / 1000) * Number(values.rate)
    for (; next < due; next += 16) {
      await ingest.whenRoom()
      void ingest.ingest(Array.from({ length: 16 }, (_, offset) => messageOf(next + offset)))
    }
  }
})()

function messageOf(index: number) {
  return {
    via: 'queue' as const,
    account: 'bench',
    source: 'receipts',
    messageType: 'SmsReport',
    messageId: `LIVE${process.pid}-${index}`,
    requestId: null,
    receivedAt: Date.now() as Instant,
    raw: Buffer.from(reportBody(index)),
    headers: null,
    requestLine: null,
    signature: null,
    peeked: false,
  }
}

function predicateOf(query: string) {
  const parsed = parseQuery(query, Date.now())
  if (!parsed.valid) throw new Error(`${query} is no query`)
  return compileQuery(parsed.query, Date.now())
}

const page = (query: string) =>
  reader.read(
    'page',
    { predicate: predicateOf(query), before: null, limit: 200 },
    { milliseconds: 10_000, signal },
  )
const facets = (query: string) =>
  reader.read(
    'facets',
    { predicate: predicateOf(query), fields: ['status', 'errCode', 'carrier'], limit: 20 },
    { milliseconds: 10_000, signal },
  )

/** Another value in every round, so that nothing is answered from a warm page alone. */
const anyRow = (round: number) => (round * 7919) % store.rows()
const questions: [name: string, yardstick: number, ask: (round: number) => Promise<unknown>][] = [
  ['one value of an indexed column', 10, round => page(`outId:order-${anyRow(round)}`)],
  ['newest failures', 10, () => page('status:failed')],
  ['one text, rare', 50, round => page(`"order-${anyRow(round)}"`)],
  ['one text, common', 50, () => page('delivered')],
  ['two Chinese characters', 200, round => page(['拦截', '空号', '报备', '余额'][round % 4] ?? '')],
  ['two Chinese characters, nowhere', 200, round => page(['天地', '玄黄', '宇宙'][round % 3] ?? '')],
  ['two Latin letters', 200, round => page(['mk', 'de', 'sm'][round % 3] ?? '')],
  ['two Latin letters, nowhere', 200, round => page(['xq', 'qz', 'zx'][round % 3] ?? '')],
  ['facets of everything', 200, () => facets('')],
]

const delay = monitorEventLoopDelay({ resolution: 5 })
const budget = Number(process.env.BENCH_SECONDS ?? 9) * 1000
for (const [name, yardstick, ask] of questions) {
  await ask(0)
  delay.reset()
  delay.enable()
  const times: number[] = []
  const until = performance.now() + budget
  for (let round = 1; round <= Number(values.rounds) && (performance.now() < until || round <= 3); round++) {
    const asked = performance.now()
    await ask(round)
    times.push(performance.now() - asked)
  }
  delay.disable()
  times.sort((a, b) => a - b)
  const at = (share: number) =>
    (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1)
  console.log(
    `${name.padEnd(32)} p50 ${at(0.5).padStart(7)} ms   p95 ${at(0.95).padStart(7)} ms (yardstick ${yardstick})   longest hold ${(delay.max / 1e6).toFixed(0).padStart(4)} ms   ${times.length} rounds`,
  )
}
console.log('yardstick of a hold: 50 ms')
over = true
await arrivals
await ingest.close()
await reader.close()
store.close()
