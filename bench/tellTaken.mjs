import { existsSync, readFileSync, writeSync } from 'node:fs'

/** Loaded into a process before its program (`--import`): at its end, the last line of stderr has what it took as JSON. */
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const taken = {
    seconds: performance.now() / 1000,
    processorSeconds: (userCPUTime + systemCPUTime) / 1e6,
    megabytes: (ownPeak() ?? maxRSS) / 1024,
  }
  writeSync(2, `${JSON.stringify(taken)}\n`)
})

/** Kilobytes. `maxRSS` also knows what its parent had when it was started; Linux tells the process's own. */
function ownPeak() {
  const status = '/proc/self/status'
  const found = existsSync(status) ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8')) : null
  return found === null ? null : Number(found[1])
}
