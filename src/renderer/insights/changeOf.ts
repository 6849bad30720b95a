export type Change = { kind: 'same' } | { kind: 'new' } | { kind: 'moved'; share: number }

/** Less than this share of what it was is no change worth a word. */
const noise = 0.0005

/** How a figure moved, as a share of what it was; from nothing, no share says anything. */
export function changeOf(value: number, before: number): Change {
  if (before === 0) return value === 0 ? { kind: 'same' } : { kind: 'new' }
  const share = (value - before) / before
  return Math.abs(share) < noise ? { kind: 'same' } : { kind: 'moved', share }
}
