import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const tasks = '/proc/self/task'

export type ThreadTimes = { name: string; run: number; starved: number }

/** What each thread of this process has run, and waited for a core, in milliseconds; only Linux tells. */
export function threadTimes(): Map<string, ThreadTimes> {
  const ids = existsSync(tasks) ? readdirSync(tasks) : []
  return new Map(
    ids.map(id => {
      const [run = 0, starved = 0] = readFileSync(join(tasks, id, 'schedstat'), 'utf8')
        .split(' ')
        .map(Number)
      const name = readFileSync(join(tasks, id, 'comm'), 'utf8').trim()
      return [id, { name, run: run / 1e6, starved: starved / 1e6 }] as const
    }),
  )
}

/** Microseconds of processor time for each of `count` things since `before`, by the names of threads. */
export function threadShares(before: Map<string, ThreadTimes>, count: number): Record<string, number> {
  const shares: Record<string, number> = {}
  for (const [id, { name, run }] of threadTimes()) {
    const share = ((run - (before.get(id)?.run ?? 0)) * 1000) / count
    shares[name] = (shares[name] ?? 0) + share
  }
  return shares
}

/** Microseconds in which this process's first thread neither ran nor waited for a core, for each of `count` things. */
export function idleShare(before: Map<string, ThreadTimes>, seconds: number, count: number): number {
  const id = String(process.pid)
  const [then, now] = [before.get(id), threadTimes().get(id)]
  if (then === undefined || now === undefined) return 0
  const busy = now.run - then.run + now.starved - then.starved
  return ((seconds * 1000 - busy) * 1000) / count
}

export const describeShares = (shares: Record<string, number>): string =>
  Object.entries(shares)
    .filter(([, share]) => share >= 0.05)
    .sort(([, one], [, other]) => other - one)
    .map(([name, share]) => `${name} ${share.toFixed(1)}`)
    .join(', ')
