import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { openCore } from '../src/core/openCore.ts'
import { countWork } from './countWork.ts'

/** The whole core with its endpoint, in a process of its own: prints where it listens, and at its end what that cost. */
const [certificateHost = ''] = process.argv.slice(2)
const dataDirectory = mkdtempSync(join(tmpdir(), 'receiptscope-bench-'))
const core = await openCore({
  dataDirectory,
  dataKey: new Uint8Array(32),
  host: 'headless',
  version: '0.0.0',
  locale: 'en',
  secrets: 'environment',
  simulator: 'off',
  config: { endpoint: { port: 0, trustedCertificateHosts: [certificateHost] } },
  log: () => undefined,
})
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
countWork(core.endpoint ?? '', async () => {
  const { signal } = new AbortController()
  const { matching } = await core.handlers.calls['receipts.count']({ query: 'signature:valid' }, { signal })
  await core.close()
  rmSync(dataDirectory, { recursive: true })
  return { stored: matching, longestHold: delay.max / 1e6 }
})
