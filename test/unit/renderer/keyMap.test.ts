import { expect, test } from 'vitest'
import { type ActionId, defaultBindings } from '../../../src/renderer/actions/actions.ts'
import { chordOf, chordParts, type KeyPress } from '../../../src/renderer/actions/chord.ts'
import { actionFor, belongsToFocus, bind, conflicts } from '../../../src/renderer/actions/keyMap.ts'

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...change,
})
const place = (tagName: string, role: string | null = null, type = '') => ({
  tagName,
  role,
  type,
  isContentEditable: false,
})

test('Mod is Command on Apple’s keyboards and Control elsewhere', () => {
  expect(chordOf(press('k', { ctrlKey: true }), false)).toBe('Mod+k')
  expect(chordOf(press('k', { metaKey: true }), true)).toBe('Mod+k')
  expect(chordOf(press('k', { ctrlKey: true }), true)).toBe('Control+k')
})

test('Shift is part of a printed sign and named beside a letter', () => {
  expect(chordOf(press('?', { shiftKey: true }), false)).toBe('?')
  expect(chordOf(press('N', { shiftKey: true }), false)).toBe('Shift+n')
  expect(chordOf(press(' '), false)).toBe('Space')
  expect(chordOf(press('Shift', { shiftKey: true }), false)).toBeNull()
})

test('a chord is shown as the keys of the platform', () => {
  expect(chordParts('Mod+k', true)).toEqual(['⌘', 'K'])
  expect(chordParts('Mod+k', false)).toEqual(['Ctrl', 'K'])
  expect(chordParts('Mod++', false)).toEqual(['Ctrl', '+'])
  expect(chordParts('?', false)).toEqual(['?'])
})

test('no two actions share a chord by default', () => {
  const chords = Object.values(defaultBindings).flat()
  expect(new Set(chords).size).toBe(chords.length)
})

test('a person’s own chord replaces the default and is the one that acts', () => {
  const bindings = bind(defaultBindings, { togglePause: ['F9'], unknownAction: ['x'] })
  expect(actionFor(bindings, 'F9')).toBe<ActionId>('togglePause')
  expect(actionFor(bindings, 'Space')).toBeNull()
  expect(conflicts(bindings, 'copyRow', 'F9')).toEqual(['togglePause'])
})

test('plain keys belong to a text field, chords with a modifier to the window', () => {
  expect(belongsToFocus('j', place('INPUT', null, 'text'))).toBe(true)
  expect(belongsToFocus('Space', place('INPUT', null, 'text'))).toBe(true)
  expect(belongsToFocus('Mod+k', place('INPUT', null, 'text'))).toBe(false)
  expect(belongsToFocus('c', place('DIV', 'menuitem'))).toBe(true)
})

test('a button keeps the keys that press it and leaves the others to the window', () => {
  expect(belongsToFocus('Space', place('BUTTON'))).toBe(true)
  expect(belongsToFocus('j', place('BUTTON'))).toBe(false)
  expect(belongsToFocus('ArrowRight', place('INPUT', null, 'range'))).toBe(true)
  expect(belongsToFocus('Space', place('TABLE', 'grid'))).toBe(false)
})
