import type { Clock } from '../clock.ts'

type Waiter<T> = {
  readonly wanted: number
  readonly by: string | undefined
  readonly done: (found: T | null) => void
  readonly stop: () => void
}

/** Those who wait for a message, served in the order they came; null tells one that its time is up. */
export class Waiters<T> {
  readonly #waiting = new Set<Waiter<T>>()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get size(): number {
    return this.#waiting.size
  }

  /** Returns what takes the waiter away without an answer. */
  add(wanted: number, milliseconds: number, done: (found: T | null) => void, by?: string): () => void {
    const stop = this.#clock.at(this.#clock.now() + milliseconds, () => {
      this.#waiting.delete(waiter)
      done(null)
    })
    const waiter: Waiter<T> = { wanted, by, done, stop }
    this.#waiting.add(waiter)
    return () => {
      stop()
      this.#waiting.delete(waiter)
    }
  }

  /** Asks `find` for each waiter in turn until it finds nothing more. */
  serve(find: (wanted: number, by: string | undefined) => T | null): void {
    for (const waiter of this.#waiting) {
      const found = find(waiter.wanted, waiter.by)
      if (found === null) return
      this.#waiting.delete(waiter)
      waiter.stop()
      waiter.done(found)
    }
  }

  /** Sends everyone away with nothing. */
  dismiss(): void {
    for (const waiter of this.#waiting) {
      this.#waiting.delete(waiter)
      waiter.stop()
      waiter.done(null)
    }
  }
}
