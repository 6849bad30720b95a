import type * as z from 'zod'
import type { Prepare } from '../store/prepareCached.ts'

export type Settings = ReturnType<typeof createSettings>

/** Settings by key, as JSON; what can't be read as its schema says counts as not set. */
export function createSettings(prepare: Prepare) {
  return {
    read<T>(key: string, schema: z.ZodType<T>, fallback: T): T {
      const text = prepare('SELECT value FROM setting WHERE key = ?').pluck().get(key)
      if (typeof text !== 'string') return fallback
      const parsed = schema.safeParse(parseJson(text))
      return parsed.success ? parsed.data : fallback
    },

    write(key: string, value: unknown): void {
      prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)').run(key, JSON.stringify(value))
    },
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
