import { readArguments } from './readArguments.ts'

type Handed = { argv: string[]; workingDirectory: string }

/**
 * What a second start hands to the first one: its command line as it was typed. The one that Chromium passes on has its
 * switches sorted to the front, which parts an option from its value.
 */
export const handOver = (argv: string[], workingDirectory: string): Handed => ({ argv, workingDirectory })

/** What a second start wants to be shown; `sorted` is all there is where it was of another version. */
export function takeOver(data: unknown, sorted: Handed) {
  const { argv, workingDirectory } = isHanded(data) ? data : sorted
  return readArguments(argv, workingDirectory).openings
}

function isHanded(data: unknown): data is Handed {
  if (typeof data !== 'object' || data === null || !('argv' in data) || !('workingDirectory' in data))
    return false
  const { argv, workingDirectory } = data
  return (
    typeof workingDirectory === 'string' &&
    Array.isArray(argv) &&
    argv.every(argument => typeof argument === 'string')
  )
}
