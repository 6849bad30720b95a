import { expect, test } from 'vitest'
import { acceleratorAt, acceleratorOf } from '../../../src/main/acceleratorOf.ts'

test.each([
  ['Mod+1', 'CommandOrControl+1'],
  ['Mod+Shift+k', 'CommandOrControl+Shift+K'],
  ['Mod++', 'CommandOrControl+Plus'],
  ['Mod+,', 'CommandOrControl+,'],
  ['Control+Alt+ArrowUp', 'Control+Alt+Up'],
  ['Meta+F12', 'Super+F12'],
  ['Alt+Space', 'Alt+Space'],
])('%s is written %s in a menu', (chord, accelerator) => {
  expect(acceleratorOf(chord)).toBe(accelerator)
})

test.each(['q', '?', 'Space', 'Shift+n', 'F5', 'Mod+ö', 'Mod+AudioVolumeUp', 'Hyper+1', ''])(
  '%j is not taken by a menu',
  chord => {
    expect(acceleratorOf(chord)).toBeNull()
  },
)

test('a person’s own keys stand in the place of the usual ones, and none where they chose none', () => {
  expect(acceleratorAt('pushes', null)).toBe('CommandOrControl+2')
  expect(acceleratorAt('settings', {})).toBe('CommandOrControl+,')
  expect(acceleratorAt('pushes', { showPushes: ['Alt+p'] })).toBe('Alt+P')
  expect(acceleratorAt('pushes', { showPushes: [] })).toBeNull()
  expect(acceleratorAt('pushes', { showPushes: [7] })).toBeNull()
  expect(acceleratorAt('pushes', 'nonsense')).toBe('CommandOrControl+2')
})
