import { expect, test } from 'vitest'
import { type ActionId, actionIds, defaultBindings } from '../../../src/renderer/actions/actions.ts'
import { chordOf, chordParts, type KeyPress } from '../../../src/renderer/actions/chord.ts'
import { actionFor, belongsToFocus, bind, judgeChords } from '../../../src/renderer/actions/keyMap.ts'

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
})

test('keys that another action has, or that never reach the page, are not given twice', () => {
  const bindings = bind(defaultBindings, { togglePause: ['F9'], copyRow: ['Space'] })
  expect(judgeChords(bindings, 'togglePin', ['F9'])).toEqual({ kind: 'taken', by: 'togglePause' })
  expect(judgeChords(bindings, 'togglePause', ['F9'])).toEqual({ kind: 'free' })
  // Its usual key went to another in the meantime.
  expect(judgeChords(bindings, 'togglePause', defaultBindings.togglePause)).toEqual({
    kind: 'taken',
    by: 'copyRow',
  })
  for (const chord of ['Mod+w', 'Mod+Shift+n', 'Mod+r', 'Mod++', 'F5', 'Alt+F4'])
    expect(judgeChords(bindings, 'copyRow', [chord])).toEqual({ kind: 'reserved' })
  expect(judgeChords(bindings, 'copyRow', [])).toEqual({ kind: 'free' })
})

test('no usual key is one that never reaches the page', () => {
  for (const id of actionIds)
    expect(judgeChords(defaultBindings, id, defaultBindings[id]), id).toEqual({ kind: 'free' })
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
