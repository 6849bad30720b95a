/** Seqs from and to, both within; of several, the newest stands first. */
export type SeqRange = { from: number; to: number }

/** What is left of a range once others, in any order, are taken away. */
export function withoutRanges(whole: SeqRange, taken: readonly SeqRange[]): SeqRange[] {
  const left: SeqRange[] = []
  let { to } = whole
  for (const { from: first, to: last } of taken.toSorted((one, other) => other.to - one.to)) {
    if (last < to) left.push({ from: Math.max(last + 1, whole.from), to })
    to = Math.min(to, first - 1)
    if (to < whole.from) break
  }
  if (to >= whole.from) left.push({ from: whole.from, to })
  return left.filter(({ from, to: end }) => from <= end)
}
