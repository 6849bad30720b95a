import { fdatasync } from 'node:fs'

/**
 * Makes what was committed before the call durable, without holding the event loop: SQLite commits to its
 * write-ahead log unsynchronised (`synchronous = NORMAL`), and the log is then synchronised on libuv's pool.
 * Calls that arrive during a synchronisation share the next one.
 * See docs/decisions/0005-durable-before-acknowledge.md.
 */
export function createLogSync(
  descriptor: number,
  synchronise: (descriptor: number, done: (error: Error | null) => void) => void = fdatasync,
) {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null

  const run = () =>
    new Promise<void>((resolve, reject) => {
      synchronise(descriptor, error => (error === null ? resolve() : reject(error)))
    })

  return function whenDurable(): Promise<void> {
    if (running === null) {
      running = run().finally(() => {
        running = null
      })
      return running
    }
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null
        return whenDurable()
      })
    return next
  }
}
