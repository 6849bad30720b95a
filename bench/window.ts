import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type CDPSession, chromium, type Page } from 'playwright'

/**
 * The window in Chromium while receipts pour in over a table of many rows, which million.ts filled: tasks of its main thread,
 * times between frames while scrolling, the heap, and how long a receipt takes from the queue to a visible row. The built
 * program serves it (`npm run build` first). The yardstick is the same page scrolling while nothing arrives.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join(tmpdir(), 'receiptscope-1000000') },
    rate: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '60' },
  },
})
const seconds = Number(values.seconds)
const bin = join(import.meta.dirname, '../bin/receiptscope.mjs')
if (!existsSync(join(values.data, 'receipts.db'))) {
  console.error(`First fill it: node bench/million.ts --data ${values.data} --rates 0`)
  process.exit(1)
}

const children: ChildProcess[] = []
/** A verb of the built program; its ready line. */
async function start(...args: string[]): Promise<Record<string, string>> {
  const child = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  for await (const line of createInterface(child.stdout)) return JSON.parse(line)
  throw new Error(`${args[0]} ended before it was ready`)
}

const directory = mkdtempSync(join(tmpdir(), 'receiptscope-window-'))
const simulator = await start('simulate', '--access-key-secret', 'bench')
const { endpoint, accessKeyId, accountId } = simulator
const config = join(directory, 'config.json')
writeFileSync(
  config,
  JSON.stringify({
    accounts: [{ name: 'sim', endpoint, accessKeyId, accessKeySecret: 'bench' }],
    monitors: [
      {
        account: 'sim',
        queue: `Alicom-Queue-${accountId}-SmsReport`,
        type: 'SmsReport',
        mode: 'consume',
        parallel: 4,
        start: true,
      },
    ],
    endpoint: { port: 0 },
    retention: { rows: 10_000_000, days: 10_000, megabytes: 100_000 },
  }),
)
const served = await start('serve', '--no-open', '--data', values.data, '--config', config)

async function setRate(rate: number): Promise<void> {
  const answer = await fetch(`${endpoint}/simulator/traffic`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ spec: `rate=${rate},fail=0.1` }),
  })
  if (!answer.ok) throw new Error(await answer.text())
}

const systemChromium = process.env.RECEIPTSCOPE_CHROMIUM ?? '/usr/bin/chromium'
const browser = await chromium.launch({
  ...(existsSync(systemChromium) ? { executablePath: systemChromium } : {}),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' })
await page.addInitScript(watchPage)
const opened = performance.now()
await page.goto(served.url ?? '')
await page.locator('tr[data-seq]').nth(20).waitFor()
const firstRows = performance.now() - opened
const session = await page.context().newCDPSession(page)

type Watched = { tasks: number[]; frames: number[]; seen: [seq: number, at: number][] }

/** Runs in the page: notes long tasks, times between frames, and when which row stood first. */
function watchPage(): void {
  const watched: Watched = { tasks: [], frames: [], seen: [] }
  Object.assign(globalThis, { watched })
  new PerformanceObserver(list => {
    for (const { duration } of list.getEntries()) watched.tasks.push(duration)
  }).observe({ type: 'longtask' })
  let before = performance.now()
  let shown = 0
  const painted = new MessageChannel()
  const frame = (now: number) => {
    watched.frames.push(now - before)
    before = now
    painted.port2.postMessage(null)
    requestAnimationFrame(frame)
  }
  // A message posted in a frame is handled once that frame is painted: what stands in the page then is seen.
  painted.port1.onmessage = () => {
    const seq = Number(document.querySelector<HTMLElement>('tr[data-seq]')?.dataset.seq ?? 0)
    if (seq > shown) {
      shown = seq
      watched.seen.push([seq, performance.timeOrigin + performance.now()])
    }
  }
  requestAnimationFrame(frame)
}

const takeWatched = (of: Page): Promise<Watched> =>
  of.evaluate(() => {
    const { watched } = globalThis as unknown as { watched: Watched }
    return {
      tasks: watched.tasks.splice(0),
      frames: watched.frames.splice(0),
      seen: watched.seen.splice(0),
    }
  })

async function heapOf(on: CDPSession): Promise<number> {
  await on.send('HeapProfiler.collectGarbage')
  const { usedSize } = await on.send('Runtime.getHeapUsage')
  return usedSize / 2 ** 20
}

const share = (sorted: readonly number[], of: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? 0
const sort = (numbers: readonly number[]) => numbers.toSorted((one, other) => one - other)

function report(name: string, { tasks, frames }: Watched, more = ''): void {
  const sorted = sort(frames)
  const worst = Math.max(0, ...tasks)
  console.log(
    `${name.padEnd(34)} tasks over 50 ms: ${String(tasks.length).padStart(3)}, over 100 ms: ${String(tasks.filter(task => task > 100).length).padStart(3)}, longest ${worst.toFixed(0).padStart(4)} ms · frame p50 ${share(sorted, 0.5).toFixed(1)} p95 ${share(sorted, 0.95).toFixed(1)} ms${more}`,
  )
}

/** Scrolls back and forth through the loaded rows, as a hand on a wheel does. */
async function scroll(milliseconds: number): Promise<void> {
  const box = await page.locator('.table-scroller').boundingBox()
  if (box === null) throw new Error('there is no table')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  const end = performance.now() + milliseconds
  for (let turn = 0; performance.now() < end; turn++) {
    await page.mouse.wheel(0, turn % 40 < 20 ? 240 : -240)
    await pause(30)
  }
}

/** From the core's receipt of it to its row in the page, for the rows that stood first. */
async function lagsOf(seen: Watched['seen']): Promise<number[]> {
  const bySeq = new Map(seen)
  const newest = Math.max(...bySeq.keys())
  const oldest = Math.min(...bySeq.keys())
  const lags: number[] = []
  for (let before = newest + 1; before > oldest; ) {
    const answer = await fetch(`${served.api}/receipts?limit=1000&before=${before}`, {
      headers: { authorization: `Bearer ${served.token}` },
    })
    const { receipts } = (await answer.json()) as { receipts: { seq: number; receivedAt: string }[] }
    for (const { seq, receivedAt } of receipts) {
      const at = bySeq.get(seq)
      if (at !== undefined) lags.push(at - Date.parse(receivedAt))
    }
    before = receipts.at(-1)?.seq ?? 0
  }
  return sort(lags)
}

try {
  console.log(`first rows after ${firstRows.toFixed(0)} ms`)
  await pause(3_000)
  await takeWatched(page)
  await scroll(5_000)
  report('yardstick: scrolling, nothing comes', await takeWatched(page))
  await page.keyboard.press('Home')

  await setRate(1_000)
  await pause(12_000)
  await takeWatched(page)
  await pause(15_000)
  const calm = await takeWatched(page)
  const lags = await lagsOf(calm.seen)
  report(
    'following, 1,000/s',
    calm,
    ` · wire to row p50 ${share(lags, 0.5).toFixed(0)} p95 ${share(lags, 0.95).toFixed(0)} ms of ${lags.length}`,
  )

  await setRate(Number(values.rate))
  await pause(12_000)
  const heapBefore = await heapOf(session)
  await takeWatched(page)
  await pause((seconds * 1000) / 2)
  const following = await takeWatched(page)
  await scroll((seconds * 1000) / 2)
  const scrolling = await takeWatched(page)
  const heapAfter = await heapOf(session)
  const state = await fetch(`${served.api}/status`, { headers: { authorization: `Bearer ${served.token}` } })
  const { perSecond } = (await state.json()) as { perSecond: number }
  report(`following, ${values.rate}/s`, following)
  report(`scrolling, ${values.rate}/s`, scrolling)
  console.log(
    `heap ${heapBefore.toFixed(1)} MB before, ${heapAfter.toFixed(1)} MB after; the core took ${perSecond.toFixed(0)}/s`,
  )
} finally {
  await browser.close()
  for (const child of children) child.kill('SIGTERM')
  rmSync(directory, { recursive: true, force: true })
}
