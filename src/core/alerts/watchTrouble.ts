import type { MonitorId } from '../../contract/brand.ts'
import type { Timers } from '../../contract/rpc/timers.ts'
import type { MonitorStatus, Status } from '../../contract/status.ts'
import { asIs, type Words } from '../../contract/words.ts'

/** What lasts less is the network's business. */
const passing = 30_000
/** The same trouble is not told again sooner than this. */
const silence = 15 * 60_000

export type Trouble =
  | { kind: 'monitor'; monitor: MonitorId; queue: string; reason: Words }
  /** Nothing is consumed while the store can't be written. */
  | { kind: 'store'; reason: Words }

/** Tells what someone who looks elsewhere wants to know: once when it has lasted, and then not for a while. */
export function watchTrouble(
  timers: Timers,
  tell: (trouble: Trouble) => void,
): (status: Pick<Status, 'monitors' | 'store'>) => void {
  const lasting = new Map<string, { latest: Trouble; cancel: () => void }>()
  const toldAt = new Map<string, number>()

  function tellOf(key: string): void {
    const trouble = lasting.get(key)?.latest
    if (!trouble || timers.now() - (toldAt.get(key) ?? Number.NEGATIVE_INFINITY) < silence) return
    toldAt.set(key, timers.now())
    tell(trouble)
  }

  return status => {
    const present = new Map(troublesOf(status))
    for (const [key, { cancel }] of lasting) {
      if (present.has(key)) continue
      cancel()
      lasting.delete(key)
    }
    for (const [key, latest] of present) {
      const cancel = lasting.get(key)?.cancel ?? timers.after(passing, () => tellOf(key))
      lasting.set(key, { latest, cancel })
    }
  }
}

function* troublesOf({
  monitors,
  store,
}: Pick<Status, 'monitors' | 'store'>): Generator<[key: string, trouble: Trouble]> {
  if (!store.writable) yield ['store', { kind: 'store', reason: store.lastError ?? asIs('') }]
  for (const monitor of monitors) {
    if (monitor.state !== 'backing-off') continue
    const { id, queue } = monitor
    yield [`monitor ${id}`, { kind: 'monitor', monitor: id, queue, reason: reasonOf(monitor) }]
  }
}

const reasonOf = ({ lastError, reason }: MonitorStatus) => lastError ?? reason
