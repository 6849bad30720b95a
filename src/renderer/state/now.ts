import { useSyncExternalStore } from 'react'
import type { Instant } from '../../contract/brand.ts'

let now = Date.now() as Instant
let timer: ReturnType<typeof setInterval> | null = null
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now() as Instant
    for (const tell of listeners) tell()
  }, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  }
}

/** The time of day, moving on once a second for everyone alike. */
export const useNow = (): Instant => useSyncExternalStore(subscribe, () => now)
