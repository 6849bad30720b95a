import { run } from '../src/headless/cli.ts'
import { processIo } from '../src/headless/processIo.ts'

/** The command line in a process of its own, installed where BENCH_ROOT says; at its end, stderr has what it took as JSON. */
const started = performance.now()
process.exitCode = await run(process.argv.slice(2), processIo(process.env.BENCH_ROOT ?? ''))
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
const taken = {
  seconds: (performance.now() - started) / 1000,
  processorSeconds: (userCPUTime + systemCPUTime) / 1e6,
  megabytes: maxRSS / 1024,
}
console.error(JSON.stringify(taken))
