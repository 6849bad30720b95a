import type { Chord } from './chord.ts'

export type Bindings<Id extends string> = Record<Id, readonly Chord[]>

/** The defaults with a person's own choices over them. */
export function bind<Id extends string>(
  defaults: Bindings<Id>,
  chosen: Partial<Record<string, readonly Chord[]>>,
): Bindings<Id> {
  const bound = { ...defaults }
  for (const id of Object.keys(defaults) as Id[]) {
    const own = chosen[id]
    if (own !== undefined) bound[id] = own
  }
  return bound
}

/** Which action a chord asks for; where two share it, the one that stands first. */
export function actionFor<Id extends string>(bindings: Bindings<Id>, chord: Chord): Id | null {
  for (const [id, chords] of Object.entries<readonly Chord[]>(bindings)) {
    if (chords.includes(chord)) return id as Id
  }
  return null
}

/** Other actions that already answer to a chord. */
function conflicts<Id extends string>(bindings: Bindings<Id>, id: Id, chord: Chord): Id[] {
  return Object.entries<readonly Chord[]>(bindings)
    .filter(([other, chords]) => other !== id && chords.includes(chord))
    .map(([other]) => other as Id)
}

/** What browsers and the desktop's menus do with keys before, or whatever, a page makes of them. */
const reserved = /^Mod\+(?:Shift\+)?[nortw0=+-]$|^Mod\+q$|^F(?:5|11|12)$|^Alt\+F4$/

export type Judgement<Id> =
  | { kind: 'free' }
  /** Another action answers to it. */
  | { kind: 'taken'; by: Id }
  | { kind: 'reserved' }

/** Whether an action may have these chords, all of them; an empty list takes its keys away, which is always free. */
export function judgeChords<Id extends string>(
  bindings: Bindings<Id>,
  id: Id,
  chords: readonly Chord[],
): Judgement<Id> {
  if (chords.some(chord => reserved.test(chord))) return { kind: 'reserved' }
  const [by] = chords.flatMap(chord => conflicts(bindings, id, chord))
  return by === undefined ? { kind: 'free' } : { kind: 'taken', by }
}

type Place = { tagName: string; isContentEditable: boolean; type?: string; role: string | null }

/** Chords that edit text wherever text is edited. */
const editing = /^Mod\+(?:Shift\+)?[acvxyz]$/

/**
 * Whether a press belongs to what has the focus instead of to the window: plain keys to a field that takes text, and the keys
 * that operate a control (Space, Enter, arrows) to the control.
 */
export function belongsToFocus(chord: Chord, place: Place): boolean {
  const hasModifier = /^(Mod|Alt|Control|Meta)\+./.test(chord)
  const textInput =
    place.isContentEditable ||
    place.tagName === 'TEXTAREA' ||
    (place.tagName === 'INPUT' && !/^(radio|checkbox|range)$/.test(place.type ?? ''))
  if (textInput) return !hasModifier || editing.test(chord)
  if (place.tagName === 'SELECT' || /^(menu|option|listbox)/.test(place.role ?? '')) return !hasModifier
  const operated =
    ['BUTTON', 'A', 'INPUT', 'SUMMARY'].includes(place.tagName) ||
    ['tab', 'separator', 'slider'].includes(place.role ?? '')
  return operated && /^(?:Shift\+)?(Space|Enter|Arrow\w+|Home|End|PageUp|PageDown)$/.test(chord)
}
