import { isAbsolute, resolve } from 'node:path'
import { type Opening, parseCapture, parseLink } from './parseOpening.ts'

export type Arguments = { data: string | null; isDemo: boolean; openings: Opening[] }

/**
 * What a start's command line asks for: `--data DIR` keeps everything in another directory, `--demo` lets the simulator send
 * lively traffic, a link or a capture is opened. Chromium adds switches of its own; they, and whatever else is there, are not ours.
 */
export function readArguments(argv: readonly string[], workingDirectory: string): Arguments {
  const absolute = (path: string) => (isAbsolute(path) ? path : resolve(workingDirectory, path))
  const openings: Opening[] = []
  let data: string | null = null
  const rest = argv.slice(1)
  for (let at = 0; at < rest.length; at++) {
    const argument = rest[at] ?? ''
    const value = rest[at + 1]
    if (argument === '--data' && value !== undefined) {
      data = absolute(value)
      at++
    } else if (!argument.startsWith('-')) {
      const opening = parseLink(argument) ?? parseCapture(absolute(argument))
      if (opening) openings.push(opening)
    }
  }
  return { data, isDemo: rest.includes('--demo'), openings }
}
