import type { LogLine } from '../../contract/diagnostics.ts'

/** Keeps the newest lines of a log on their way to wherever the host writes them. */
export function createLogRing<T extends { level: string; message: string }>(
  write: (entry: T) => void,
  now: () => number,
  most = 500,
) {
  const lines: LogLine[] = []
  return {
    log(entry: T): void {
      lines.push({ at: new Date(now()).toISOString(), ...entry })
      if (lines.length > most) lines.shift()
      write(entry)
    },
    oldestFirst: (): LogLine[] => [...lines],
  }
}
