import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { LogEntry } from '../core/openCore.ts'

/** Two files of this size are kept at most: the one being written and the one before. */
const largest = 4 * 1024 * 1024

/** One JSON line per entry. A log that can't be written is no reason to stop, nor to say so again and again. */
export function openLog(path: string): (entry: LogEntry) => void {
  let size = sizeOf(path)
  let isBroken = false

  function append(line: string): void {
    if (size + line.length > largest) {
      renameSync(path, `${path}.1`)
      size = 0
    }
    appendFileSync(path, line, { mode: 0o600 })
    size += line.length
  }

  return entry => {
    const line = `${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`
    if (entry.level === 'warn' || entry.level === 'error') process.stderr.write(line)
    if (isBroken) return
    try {
      append(line)
    } catch (error) {
      isBroken = true
      console.error(`The log ${path} can't be written: ${error instanceof Error ? error.message : error}`)
    }
  }
}

function sizeOf(path: string): number {
  try {
    mkdirSync(dirname(path), { recursive: true })
    return statSync(path).size
  } catch {
    return 0
  }
}
