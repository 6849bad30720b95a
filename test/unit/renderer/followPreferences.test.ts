import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { KeptPreferences } from '../../../src/contract/preferences.ts'
import { followPreferences } from '../../../src/renderer/state/followPreferences.ts'
import {
  defaultPreferences,
  setPreferences,
  usePreferences,
} from '../../../src/renderer/state/preferences.ts'

beforeEach(() => {
  vi.useFakeTimers()
  usePreferences.setState(defaultPreferences)
})
afterEach(() => vi.useRealTimers())

/** A program that keeps what it is told, unless it can't be reached. */
function startProgram(kept: KeptPreferences | null) {
  const program = { kept, reachable: true, told: 0 }
  let hear = (_: KeptPreferences | null) => {}
  const client = {
    call: async (_: string, input: unknown) => {
      if (!program.reachable) throw new Error('lost')
      program.told++
      program.kept = JSON.parse(JSON.stringify(input))
      return null
    },
    open: (_: string, reader: { onItem: typeof hear }) => {
      hear = reader.onItem
      return () => {}
    },
  }
  const stop = followPreferences(client as unknown as Parameters<typeof followPreferences>[0])
  return { program, say: () => hear(program.kept), stop }
}

test('what the program keeps counts, and is not told back', () => {
  const { program, say, stop } = startProgram({ theme: 'dark', density: 'compact' })
  say()
  expect(usePreferences.getState()).toMatchObject({ theme: 'dark', density: 'compact' })
  vi.runAllTimers()
  expect(program.told).toBe(0)
  stop()
})

test('a program that keeps nothing yet is told what the browser had', async () => {
  setPreferences({ theme: 'light' })
  const { program, say, stop } = startProgram(null)
  say()
  await vi.runAllTimersAsync()
  expect(program.kept).toMatchObject({ theme: 'light' })
  stop()
})

test('changes in quick succession are told once; one made while the program was away is not lost', async () => {
  const { program, say, stop } = startProgram({ theme: 'dark' })
  say()
  for (const inspectorWidth of [400, 410, 420]) setPreferences({ inspectorWidth })
  await vi.runAllTimersAsync()
  expect(program).toMatchObject({ told: 1, kept: { theme: 'dark', inspectorWidth: 420 } })
  program.reachable = false
  setPreferences({ theme: 'light' })
  await vi.runAllTimersAsync()
  expect(program.kept).toMatchObject({ theme: 'dark' })
  program.reachable = true
  say()
  await vi.runAllTimersAsync()
  expect(program.kept).toMatchObject({ theme: 'light' })
  expect(usePreferences.getState().theme).toBe('light')
  stop()
})
