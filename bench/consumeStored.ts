import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { MonitorId } from '../src/contract/brand.ts'
import type { Status } from '../src/contract/status.ts'
import { openCore } from '../src/core/openCore.ts'
import { idleShare, threadShares, threadTimes } from './threadTimes.ts'
import { watchHolds } from './watchHolds.ts'

/** The core consumes a queue: receives, stores durably, deletes. Prints what it cost once everything is deleted. */
const [server = '{}', queue = '', count = '0', lanes = '16'] = process.argv.slice(2)
const { endpoint, accessKeyId, accessKeySecret } = JSON.parse(server)
const signal = new AbortController().signal
const dataDirectory = mkdtempSync(join(tmpdir(), 'receiptscope-bench-'))
const core = await openCore({
  dataDirectory,
  dataKey: new Uint8Array(32),
  host: 'headless',
  version: '0.0.0',
  locale: 'en',
  secrets: 'environment',
  simulator: 'off',
  config: {
    accounts: [{ name: 'bench', endpoint, accessKeyId, accessKeySecret }],
    monitors: [
      { account: 'bench', queue, type: 'SmsReport', mode: 'consume', parallel: Number(lanes), start: false },
    ],
  },
  log: () => undefined,
})
const received = async () => {
  for await (const status of core.handlers.streams['status.watch'](null, { signal }))
    return (status as Status).monitors[0]?.received ?? 0
  return 0
}
/** The core as it is some time after its start: its threads have read their programs and made their files. */
await core.handlers.calls['receipts.count']({ query: '' }, { signal })
while (!existsSync(join(dataDirectory, 'text-index.db'))) await pause(50)
await pause(500)
const watch = watchHolds()
const threads = threadTimes()
const cpu = process.cpuUsage()
const started = performance.now()
await core.handlers.calls['monitors.start']({ id: `config:bench/${queue}` as MonitorId }, { signal })
while ((await received()) < Number(count)) await pause(40)
const seconds = (performance.now() - started) / 1000
const holds = watch.stop()
const { user, system } = process.cpuUsage(cpu)
const shares = threadShares(threads, Number(count))
const idle = idleShare(threads, seconds, Number(count))
const { matching } = await core.handlers.calls['receipts.count']({ query: '' }, { signal })
if (matching !== Number(count))
  throw new Error(`${count} messages were received, ${matching} rows are stored`)
const answer = {
  seconds,
  cpu: user + system,
  shares,
  idle,
  holds,
}
process.stdout.write(`${JSON.stringify(answer)}\n`)
await core.close()
rmSync(dataDirectory, { recursive: true })
