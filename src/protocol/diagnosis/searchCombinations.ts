import type { Composition, Replacement } from './composition.ts'

export type SearchResult = { readonly found: readonly Replacement[] | null; readonly tried: number }

/** What a try costs beside its bytes, in bytes hashed in the same time. */
const bytesPerTry = 400

/**
 * Sets by size and by what their parts cost together, in the order in which they are tried. A hash fits one string only, so
 * likely triples may go before far-fetched pairs without hiding a smaller answer.
 */
const rounds = [
  { size: 1, from: 1, to: 3 },
  { size: 2, from: 2, to: 4 },
  { size: 3, from: 3, to: 4 },
  { size: 2, from: 5, to: 6 },
  { size: 3, from: 5, to: 5 },
] as const

/**
 * Finds the smallest set of replacements, of one to three pieces, that makes the string fit. `budget` is in bytes hashed, so
 * that the answer does not depend on the machine.
 */
export function searchCombinations(
  { pieces, replacements }: Composition,
  fits: (text: string) => boolean,
  budget: number,
): SearchResult {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  const mostTries = Math.ceil(budget / (length + bytesPerTry))
  const between = tabulate(pieces)
  let tried = 0

  const extend = (
    missing: number,
    cost: number,
    round: (typeof rounds)[number],
    start: number,
    nextPiece: number,
    prefix: string,
    chosen: readonly Replacement[],
  ): readonly Replacement[] | null => {
    for (let index = start; index < replacements.length && tried < mostTries; index += 1) {
      const candidate = replacements[index]
      if (candidate === undefined || candidate.piece < nextPiece) continue
      const total = cost + candidate.hypothesis.cost
      if (total + missing - 1 > round.to || (missing === 1 && total < round.from)) continue
      const text = prefix + between(nextPiece, candidate.piece) + candidate.text
      const following = candidate.piece + 1
      if (missing > 1) {
        const found = extend(missing - 1, total, round, index + 1, following, text, [...chosen, candidate])
        if (found !== null) return found
        continue
      }
      tried += 1
      if (fits(text + between(following, pieces.length))) return [...chosen, candidate]
    }
    return null
  }

  for (const round of rounds) {
    const found = extend(round.size, 0, round, 0, 0, '', [])
    if (found !== null) return { found, tried }
  }
  return { found: null, tried }
}

/** The pieces from one index up to another, joined; each stretch is joined once. */
function tabulate(pieces: readonly string[]): (from: number, to: number) => string {
  const joined = new Map<number, string>()
  return (from, to) => {
    const at = from * (pieces.length + 1) + to
    const known = joined.get(at)
    if (known !== undefined) return known
    const text = pieces.slice(from, to).join('')
    joined.set(at, text)
    return text
  }
}
