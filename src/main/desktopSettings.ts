import { readFileSync } from 'node:fs'
import { parseJsonObject } from './parseJsonObject.ts'
import { writeDurably } from './writeDurably.ts'

export type Placement = { x: number; y: number; width: number; height: number; isMaximized: boolean }

/** What belongs to this desktop alone; everything else is a setting of the core. */
export type DesktopSettings = {
  /** Whether closing the last window leaves the monitors running. */
  keepRunning: boolean
  window: Placement | null
}

/**
 * Unknown keys are kept for the version that knows them; a damaged file counts as none. What can't be written lasts as long
 * as the program: a full disk keeps no window from closing.
 */
export function openDesktopSettings(path: string, onUnwritable: (error: unknown) => void) {
  const stored = parseJsonObject(readText(path)) ?? {}
  let settings: DesktopSettings = {
    keepRunning: stored.keepRunning === true,
    window: parsePlacement(stored.window),
  }
  return {
    get: () => settings,
    change(part: Partial<DesktopSettings>): void {
      settings = { ...settings, ...part }
      try {
        writeDurably(path, `${JSON.stringify({ ...stored, ...settings }, null, 2)}\n`)
      } catch (error) {
        onUnwritable(error)
      }
    },
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function parsePlacement(value: unknown): Placement | null {
  if (typeof value !== 'object' || value === null) return null
  const { x, y, width, height, isMaximized } = value as Record<string, unknown>
  return isWhole(x) && isWhole(y) && isWhole(width) && isWhole(height)
    ? { x, y, width, height, isMaximized: isMaximized === true }
    : null
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)
