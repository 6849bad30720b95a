import { create } from 'zustand'
import type { ReplayPace } from '../../contract/replay.ts'

export type ReplayHow = 'exact' | 'edited' | 'resigned'

/** What was chosen last; it stays for the next row, and the address also for the next start. */
type ReplayChoices = {
  to: string
  how: ReplayHow
  times: number
  pace: ReplayPace
  concurrency: number
  /** Somebody asked to replay by key: the button to send takes the focus as soon as it is there. */
  asked: boolean
}

const storageKey = 'receiptscope.replayTo'

function readStored(): string {
  try {
    return localStorage.getItem(storageKey) ?? ''
  } catch {
    return ''
  }
}

export const useReplayChoices = create<ReplayChoices>(() => ({
  to: readStored(),
  how: 'exact',
  times: 1,
  pace: 'max',
  concurrency: 4,
  asked: false,
}))

export const chooseReplay = useReplayChoices.setState

export function rememberTarget(to: string): void {
  try {
    localStorage.setItem(storageKey, to)
  } catch {
    // Storage is full or forbidden: the address lasts as long as the window.
  }
}
