import { statSync } from 'node:fs'

/** A look costs a system call, and there are a thousand commits a second. */
const between = 250

/**
 * Whether the file that was opened still stands at its path. One that was removed or moved away goes on being written without a
 * word, and is gone with the process: nothing may be called stored then.
 */
export function watchPlace(path: string, clock: () => number = () => performance.now()): () => boolean {
  const opened = identify(path)
  let lookedAt = clock()
  let present = true
  return () => {
    if (clock() - lookedAt < between) return present
    lookedAt = clock()
    present = identify(path) === opened
    return present
  }
}

function identify(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true })
  return found === undefined ? null : `${found.dev} ${found.ino}`
}
