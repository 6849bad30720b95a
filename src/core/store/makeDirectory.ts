import { existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** Step by step, for this user's eyes alone. Node's own recursive way never returns where a parent denies its children, as /proc does. */
export function makeDirectory(path: string): void {
  const whole = resolve(path)
  if (existsSync(whole)) return
  makeDirectory(dirname(whole))
  try {
    mkdirSync(whole, { mode: 0o700 })
  } catch (error) {
    const isMadeMeanwhile = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    if (!isMadeMeanwhile) throw error
  }
}
