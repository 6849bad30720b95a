import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leastWidth, moveColumn, toggleColumn } from '../../../src/renderer/receipts/columnNames.ts'
import { defaultPreferences, parsePreferences } from '../../../src/renderer/state/preferences.ts'

test('what was stored and makes no sense falls back to its default', () => {
  expect(parsePreferences(null)).toEqual(defaultPreferences)
  expect(parsePreferences({ theme: 'pink', columns: [{ name: 'nope' }], inspectorWidth: -1 })).toEqual(
    defaultPreferences,
  )
  expect(parsePreferences({ columns: [{ name: 'via', width: 5_000 }, { name: 'via' }] }).columns).toEqual([
    { name: 'via', width: null },
  ])
})

test('preferences survive being stored', () => {
  fc.assert(
    fc.property(fc.anything(), stored => {
      const preferences = parsePreferences(stored)
      expect(parsePreferences(JSON.parse(JSON.stringify(preferences)))).toEqual(preferences)
    }),
  )
})

test('columns are shown in their usual place, moved, and never all hidden', () => {
  const [status, received] = [
    { name: 'status', width: null },
    { name: 'received', width: 90 },
  ] as const
  expect(toggleColumn([status, { name: 'via', width: null }], 'phone').map(({ name }) => name)).toEqual([
    'status',
    'phone',
    'via',
  ])
  expect(toggleColumn([status], 'status')).toEqual([status])
  expect(moveColumn([status, received], 'received', -1)).toEqual([received, status])
  expect(moveColumn([status, received], 'received', 5)).toEqual([status, received])
  expect(leastWidth([status, received])).toBe(186)
})
