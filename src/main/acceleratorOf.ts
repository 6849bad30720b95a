import { type Place, places } from '../contract/places.ts'

const modifiers: Record<string, string> = {
  Mod: 'CommandOrControl',
  Control: 'Control',
  Meta: 'Super',
  Alt: 'Alt',
  Shift: 'Shift',
}
const keys: Record<string, string> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Escape: 'Esc',
  Enter: 'Return',
  '+': 'Plus',
}
const named = /^(F([1-9]|1\d|2[0-4])|Space|Tab|Backspace|Delete|Insert|Home|End|PageUp|PageDown)$/

/**
 * A chord of the window in Electron's way of writing. Null for keys without a modifier, which a menu would take away from
 * whoever types, and for those that Electron has no name for.
 */
export function acceleratorOf(chord: string): string | null {
  const parts = chord.split(/\+(?!$)/)
  const key = parts.pop() ?? ''
  if (parts.every(part => part === 'Shift') || parts.some(part => !Object.hasOwn(modifiers, part)))
    return null
  const name = keys[key] ?? (named.test(key) ? key : /^[\x21-\x7e]$/.test(key) ? key.toUpperCase() : null)
  return name === null ? null : [...parts.map(part => modifiers[part]), name].join('+')
}

/** What a menu shows beside a place, by what a person chose in the window. */
export function acceleratorAt(place: Place, chosen: unknown): string | null {
  const { action, chords } = places[place]
  const own = isRecord(chosen) ? chosen[action] : undefined
  const texts: unknown[] = Array.isArray(own) ? own : [...chords]
  return (
    texts
      .flatMap(chord => (typeof chord === 'string' ? [acceleratorOf(chord)] : []))
      .findLast(found => found !== null) ?? null
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
