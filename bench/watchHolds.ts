import { existsSync, readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

const everyMilliseconds = 5
const schedule = `/proc/self/task/${process.pid}/schedstat`

/** How long the event loop was held: the longest, and of that what this thread ran, and what it waited for a core. */
export type Holds = { longest: number; ran: number; starved: number; mostRun: number; p99: number }

/**
 * Watches the event loop. A thread that gets no core holds its loop as well: `mostRun` is the most that this thread ran between
 * two looks, which is all that it could hold on an idle machine. Only Linux tells.
 */
export function watchHolds(): { stop(): Holds } {
  const delay = monitorEventLoopDelay({ resolution: everyMilliseconds })
  const holds: Holds = { longest: 0, ran: 0, starved: 0, mostRun: 0, p99: 0 }
  let last = look()
  const timer = setInterval(() => {
    const now = look()
    const late = now.at - last.at - everyMilliseconds
    const ran = now.ran - last.ran
    if (late > holds.longest)
      Object.assign(holds, { longest: late, ran, starved: now.starved - last.starved })
    holds.mostRun = Math.max(holds.mostRun, ran)
    last = now
  }, everyMilliseconds)
  delay.enable()
  return {
    stop() {
      delay.disable()
      clearInterval(timer)
      return { ...holds, p99: delay.percentile(99) / 1e6 }
    },
  }
}

function look() {
  const at = performance.now()
  if (!existsSync(schedule)) return { at, ran: 0, starved: 0 }
  const [ran = 0, starved = 0] = readFileSync(schedule, 'utf8').split(' ').map(Number)
  return { at, ran: ran / 1e6, starved: starved / 1e6 }
}

export const describeHolds = ({ longest, ran, starved, mostRun, p99 }: Holds): string =>
  `longest hold ${longest.toFixed(0)} ms (ran ${ran.toFixed(0)}, waited for a core ${starved.toFixed(0)}), ` +
  `p99 ${p99.toFixed(0)} ms, most run at a stretch ${mostRun.toFixed(0)} ms`
