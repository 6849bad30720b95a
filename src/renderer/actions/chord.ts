/**
 * A chord is written `Mod+Shift+K`, `j`, `?`, `Space`: modifiers first, then the key as the keyboard event names it
 * (a letter in lower case). `Mod` is Command on Apple's keyboards and Control elsewhere. For a key that prints, Shift is part of
 * what it prints, so it is named for letters and keys that print nothing only.
 */
export type Chord = string

export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)

const isLetter = (key: string) => /^\p{L}$/u.test(key)

/** Null for a press of modifiers alone. */
export function chordOf(press: KeyPress, apple: boolean = isApple): Chord | null {
  const { key } = press
  if (key === 'Control' || key === 'Shift' || key === 'Alt' || key === 'Meta') return null
  const parts: string[] = []
  if (apple ? press.metaKey : press.ctrlKey) parts.push('Mod')
  if (apple ? press.ctrlKey : press.metaKey) parts.push(apple ? 'Control' : 'Meta')
  if (press.altKey) parts.push('Alt')
  const printsOther = key.length === 1 && key !== ' ' && !isLetter(key)
  if (press.shiftKey && !printsOther) parts.push('Shift')
  parts.push(key === ' ' ? 'Space' : isLetter(key) ? key.toLowerCase() : key)
  return parts.join('+')
}

const appleSymbols: Record<string, string> = { Mod: '⌘', Control: '⌃', Alt: '⌥', Shift: '⇧', Enter: '↩' }
const otherNames: Record<string, string> = { Mod: 'Ctrl' }
const arrows: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
}

/** The chord's keys as they are printed on the platform's keyboards. */
export function chordParts(chord: Chord, apple: boolean = isApple): string[] {
  const names = apple ? appleSymbols : otherNames
  return chord
    .split(/\+(?!$)/)
    .map(
      part =>
        names[part] ?? arrows[part] ?? (chord.length > 1 && part.length === 1 ? part.toUpperCase() : part),
    )
}
