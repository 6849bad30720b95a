import { Heap, type Heaped } from './heap.ts'

/** The simulator's only source of time. Nothing here sleeps on the wall clock by itself. */
export type Clock = {
  /** Simulated milliseconds since 1970. */
  now(): number
  /** Runs the callback once, when simulated time reaches `at`; returns what cancels it. */
  at(at: number, callback: () => void): () => void
}

/** Time that only moves when told to; for tests. */
export type ManualClock = Clock & {
  /** Moves on, running every timer on the way at its own time. */
  advance(milliseconds: number): void
}

/** Wall time through a factor, with jumps; `close` ends every timer. */
export type RunningClock = Clock & {
  readonly speed: number
  setSpeed(speed: number): void
  /** Moves on at once, running every timer on the way at its own time. Time never goes back. */
  jump(milliseconds: number): void
  close(): void
}

type Timer = Heaped & { callback: () => void }

/** The longest wait node's timers take; a longer one is asked for again. */
const LONGEST_WAIT = 0x7fff_ffff

class Timers {
  readonly #heap = new Heap<Timer>()
  #order = 0

  add(due: number, callback: () => void): Timer {
    const timer = { due, order: this.#order++, slot: -1, callback }
    this.#heap.add(timer)
    return timer
  }

  remove(timer: Timer): void {
    this.#heap.remove(timer)
  }

  nextDue(): number | undefined {
    return this.#heap.first()?.due
  }

  takeDue(until: number): Timer | undefined {
    const first = this.#heap.first()
    if (first === undefined || first.due > until) return undefined
    this.#heap.remove(first)
    return first
  }
}

export function createManualClock(start = 0): ManualClock {
  const timers = new Timers()
  let now = start
  return {
    now: () => now,
    at(at, callback) {
      const timer = timers.add(at, callback)
      return () => timers.remove(timer)
    },
    advance(milliseconds) {
      const target = now + milliseconds
      for (let timer = timers.takeDue(target); timer !== undefined; timer = timers.takeDue(target)) {
        now = Math.max(now, timer.due)
        timer.callback()
      }
      now = Math.max(now, target)
    },
  }
}

/** One node timer serves all of the clock's; `wall` is in milliseconds since 1970. */
export function createClock(options: { speed?: number; wall?: () => number } = {}): RunningClock {
  const wall = options.wall ?? Date.now
  const timers = new Timers()
  let speed = options.speed ?? 1
  let wallOrigin = wall()
  let origin = wallOrigin
  let latest = origin
  let closed = false
  let armed: { due: number; handle: NodeJS.Timeout } | null = null

  const measure = () => origin + (wall() - wallOrigin) * speed
  const now = () => {
    latest = Math.max(latest, Math.floor(measure()))
    return latest
  }
  const disarm = () => {
    if (armed !== null) clearTimeout(armed.handle)
    armed = null
  }
  const arm = () => {
    const due = timers.nextDue()
    if (closed || due === undefined) return disarm()
    if (armed !== null && armed.due === due) return
    disarm()
    const wait = speed > 0 ? Math.max(0, Math.ceil((due - now()) / speed)) : LONGEST_WAIT
    armed = { due, handle: setTimeout(run, Math.min(wait, LONGEST_WAIT)) }
  }
  const run = () => {
    armed = null
    const target = now()
    try {
      for (let timer = timers.takeDue(target); timer !== undefined; timer = timers.takeDue(target)) {
        timer.callback()
      }
    } finally {
      arm()
    }
  }
  const restart = (at: number) => {
    wallOrigin = wall()
    origin = at
  }

  return {
    now,
    get speed() {
      return speed
    },
    at(at, callback) {
      const timer = timers.add(at, callback)
      arm()
      return () => {
        timers.remove(timer)
        if (armed?.due === timer.due) arm()
      }
    },
    setSpeed(next) {
      restart(measure())
      speed = next
      disarm()
      arm()
    },
    jump(milliseconds) {
      const target = measure() + milliseconds
      for (let timer = timers.takeDue(target); timer !== undefined; timer = timers.takeDue(target)) {
        restart(Math.max(measure(), timer.due))
        timer.callback()
      }
      restart(Math.max(measure(), target))
      disarm()
      arm()
    },
    close() {
      closed = true
      disarm()
    },
  }
}
