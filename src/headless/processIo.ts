import type { Io } from './io.ts'

/** Milliseconds a command has to end once it is asked to, before it is ended. */
const stopWithin = 4_500

/** The world of a real process: its streams, its environment, and the signals that ask it to end. */
export function processIo(root: string): Io {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(1)
      stop.abort()
      setTimeout(() => {
        process.stderr.write('receiptscope: it did not stop in time and was ended\n')
        process.exit(1)
      }, stopWithin).unref()
    })
  }
  // A reader that goes away early is no fault; the write that failed is told by its own callback.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    root,
    stop: stop.signal,
  }
}
