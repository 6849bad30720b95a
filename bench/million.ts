import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { createIngest } from '../src/core/ingest/createIngest.ts'
import { decodeMessage } from '../src/core/ingest/decodeMessage.ts'
import { compileQuery } from '../src/core/query/compileQuery.ts'
import { parseQuery } from '../src/core/query/parseQuery.ts'
import { openStore } from '../src/core/store/openStore.ts'
import { startReader } from '../src/core/store/startReader.ts'
import { ingestBatch, storeReceipts } from './storedReceipts.ts'
import { threadTimes } from './threadTimes.ts'
import { describeHolds, watchHolds } from './watchHolds.ts'

/**
 * Questions to a table of many rows: alone, while some arrive each second, and while as many arrive as can be stored. The
 * directory is filled where it has too few, and kept. `run` is how long the thread that answers had a core, and `starved`
 * how long it waited for one: on a busy machine the rest says little. The yardstick is the bare statement for the newest
 * 200 rows, by another connection before each question.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    data: { type: 'string' },
    rates: { type: 'string', default: '0,1500,full' },
    seconds: { type: 'string', default: '3' },
  },
})
const wanted = Number(values.rows)
const dataDirectory = values.data ?? join(tmpdir(), `receiptscope-${wanted}`)
const opened = performance.now()
const store = openStore(dataDirectory)
const openMilliseconds = performance.now() - opened
const reader = startReader(store.path)
const ingest = createIngest(store, decodeMessage)
const signal = new AbortController().signal

if (store.rows() < wanted) await storeReceipts(ingest, store.rows(), next => next >= wanted)
await untilIndexed()
const raw = new Database(store.path, { readonly: true })
const newest = raw.prepare('SELECT * FROM receipt WHERE seq < ? ORDER BY seq DESC LIMIT 200')

async function untilIndexed(): Promise<void> {
  const read = () => {
    const index = new Database(join(dataDirectory, 'text-index.db'), { readonly: true })
    const newestText = Number(index.prepare('SELECT newest FROM text_mark').pluck().get())
    const blocks = Number(index.prepare('SELECT count(*) FROM tallied').pluck().get())
    index.close()
    return newestText >= store.rows() && blocks >= Math.floor(store.rows() / 2048)
  }
  for (;;) {
    try {
      if (read()) return
    } catch {
      // Not yet made.
    }
    await pause(200)
  }
}

function predicateOf(query: string) {
  const parsed = parseQuery(query, Date.now())
  if (!parsed.valid) throw new Error(`${query} is no query`)
  return compileQuery(parsed.query, Date.now())
}

const options = { milliseconds: 30_000, signal }
const page = (query: string) =>
  reader.read('page', { predicate: predicateOf(query), before: null, limit: 200 }, options)
const count = (query: string) => reader.read('count', { predicate: predicateOf(query) }, options)
const facets = (query: string) =>
  reader.read(
    'facets',
    { predicate: predicateOf(query), fields: ['status', 'errCode', 'carrier'], limit: 20 },
    options,
  )
const histogram = (query: string) =>
  reader.read('histogram', { predicate: predicateOf(query), buckets: 60 }, options)

/** Another value in every round, so that nothing is answered from a warm page alone. */
const some = (round: number) => (round * 7919) % wanted
const oneOf = (choices: readonly string[], round: number) => choices[round % choices.length] ?? ''
type Question = { name: string; goal: number | null; ask: (round: number) => Promise<unknown>; isSum?: true }
const questions: Question[] = [
  { name: 'newest rows', goal: 10, ask: () => page('') },
  { name: 'one value, of one row', goal: 10, ask: round => page(`outId:order-${some(round)}`) },
  {
    name: 'beginning of a phone number',
    goal: 10,
    ask: round => page(`phone:1${3000 + (some(round) % 6000)}*`),
  },
  { name: 'status, frequent', goal: 10, ask: () => page('status:failed') },
  { name: 'error code, frequent', goal: 10, ask: () => page('code:UNDELIV') },
  { name: 'status and code, nowhere', goal: 10, ask: () => page('status:pending code:UNDELIV') },
  { name: 'rare text', goal: 50, ask: round => page(`"order-${some(round)}"`) },
  { name: 'common text', goal: 50, ask: () => page('delivered') },
  { name: 'text, nowhere', goal: 50, ask: round => page(oneOf(['zeppelin', 'order-x', '没有这个'], round)) },
  {
    name: 'two Chinese characters',
    goal: 200,
    ask: round => page(oneOf(['拦截', '空号', '报备', '余额'], round)),
  },
  { name: 'two Chinese, nowhere', goal: 200, ask: round => page(oneOf(['天地', '玄黄', '宇宙'], round)) },
  { name: 'two Latin letters', goal: null, ask: round => page(oneOf(['mk', 'de', 'sm'], round)) },
  { name: 'two Latin, nowhere', goal: null, ask: round => page(oneOf(['xq', 'qz', 'zx'], round)) },
  { name: 'count of everything', goal: null, isSum: true, ask: () => count('') },
  { name: 'count of a status', goal: null, isSum: true, ask: () => count('status:failed') },
  { name: 'three facets of everything', goal: null, isSum: true, ask: () => facets('') },
  { name: 'histogram of everything', goal: null, isSum: true, ask: () => histogram('') },
]

function percentiles(times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95), most: at(1) }
}

const right = (value: number | string | null, width = 9) =>
  (typeof value === 'number' ? value.toFixed(value < 100 ? 1 : 0) : (value ?? '')).padStart(width)
const megabytes = () => process.memoryUsage.rss() / 2 ** 20
/** The thread that ran most while something was asked, but for this one. */
async function threadOf(ask: (round: number) => Promise<unknown>): Promise<string> {
  const before = threadTimes()
  for (let round = 0; round < 8; round++) await ask(round)
  const [found] = [...threadTimes()]
    .filter(([id]) => id !== String(process.pid))
    .map(([id, { run }]) => ({ id, ran: run - (before.get(id)?.run ?? 0) }))
    .sort((one, other) => other.ran - one.ran)
  return found?.id ?? ''
}

let arrived = store.rows()

async function phase(rate: string): Promise<void> {
  let over = false
  const began = performance.now()
  const before = store.rows()
  const arrivals = arrive()
  let mostMemory = 0
  let longestHold = 0
  const yardsticks: number[] = []
  const lines: string[] = []
  // One watch throughout: one that was off counts the time it was off as one long hold.
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const holds = watchHolds()
  for (const { name, goal, ask, isSum } of questions) {
    await ask(0)
    const times: number[] = []
    const runs: number[] = []
    const starvations: number[] = []
    const thread = isSum === true ? sumsThread : pagesThread
    const until = performance.now() + Number(values.seconds) * 1000
    for (let round = 1; round <= 200 && (performance.now() < until || round <= 5); round++) {
      const yard = performance.now()
      newest.all(Number.MAX_SAFE_INTEGER)
      yardsticks.push(performance.now() - yard)
      await pause(2)
      const before = threadTimes().get(thread)
      const asked = performance.now()
      await ask(round)
      times.push(performance.now() - asked)
      const after = threadTimes().get(thread)
      if (before !== undefined && after !== undefined) {
        runs.push(after.run - before.run)
        starvations.push(after.starved - before.starved)
      }
    }
    longestHold = Math.max(longestHold, delay.max / 1e6)
    mostMemory = Math.max(mostMemory, megabytes())
    const { p50, p95, most } = percentiles(times)
    const run = percentiles(runs)
    const figures = [p50, p95, most, run.p50, run.p95, percentiles(starvations).p95, delay.max / 1e6]
    lines.push(
      name.padEnd(28) +
        figures.map(figure => right(figure)).join('') +
        right(goal === null ? null : String(goal)),
    )
    delay.reset()
  }
  delay.disable()
  const held = holds.stop()
  over = true
  await arrivals
  const perSecond = ((store.rows() - before) * 1000) / (performance.now() - began)
  const { p50, p95, most } = percentiles(yardsticks)
  console.log(`\n${store.rows()} rows, ${perSecond.toFixed(0)} arriving each second; milliseconds`)
  console.log(
    `${''.padEnd(28)}${['p50', 'p95', 'most', 'run p50', 'run p95', 'starved', 'hold', 'goal p95'].map(head => right(head)).join('')}`,
  )
  console.log(`${'yardstick: the statement'.padEnd(28)}${right(p50)}${right(p95)}${right(most)}`)
  for (const line of lines) console.log(line)
  console.log(
    `longest hold ${longestHold.toFixed(0)} ms (goal 50), memory up to ${mostMemory.toFixed(0)} MB (goal 300)`,
  )
  console.log(`  of that loop: ${describeHolds(held)}`)

  async function arrive(): Promise<void> {
    if (rate === 'full') arrived = await storeReceipts(ingest, arrived, () => over, `LIVE${process.pid}-`)
    const first = arrived
    while (rate !== 'full' && !over) {
      const due = first + ((performance.now() - began) / 1000) * Number(rate)
      for (; arrived < due; arrived += 16) {
        await ingest.whenRoom()
        void ingestBatch(ingest, arrived, `LIVE${process.pid}-`)
      }
      await pause(10)
    }
  }
}

// The threads that read don't keep a process going by themselves.
const alive = setInterval(() => undefined, 1000)
const pagesThread = await threadOf(() => page('delivered xq'))
const sumsThread = await threadOf(() => histogram(''))
console.log(`opened in ${openMilliseconds.toFixed(0)} ms`)
for (const rate of values.rates.split(',')) await phase(rate)
clearInterval(alive)
raw.close()
await ingest.close()
await reader.close()
store.close()
