import type { Edit } from './edit.ts'
import type { Cause } from './hypothesis.ts'
import { searchCombinations } from './searchCombinations.ts'
import type { SearchSpace } from './searchSpace.ts'
import { formEdit } from './stringForms.ts'

/** One part of the budget in so many goes to mistakes in the form of the string, on top. */
const shareOfForms = 8

export type Solution = {
  readonly text: string
  readonly edits: readonly Edit[]
  readonly causes: readonly Cause[]
}

/** As received, with the form of the string changed, with both one value and the form changed; then ever larger sets of values. */
export function solve(
  { composition, forms }: SearchSpace,
  fits: (text: string) => boolean,
  budget: number,
): { solution: Solution | null; tried: number } {
  const { pieces, replacements } = composition
  const text = pieces.join('')
  if (fits(text)) return { solution: { text, edits: [], causes: [] }, tried: 1 }
  const { found, tried } = searchCombinations(composition, fits, budget)
  if (found !== null) {
    const signed = pieces
      .map((piece, index) => found.find(entry => entry.piece === index)?.text ?? piece)
      .join('')
    const edits = found.flatMap(({ hypothesis }) => hypothesis.edits)
    return {
      solution: { text: signed, edits, causes: found.map(({ hypothesis }) => hypothesis.cause) },
      tried,
    }
  }
  if (forms.length === 0) return { solution: null, tried: tried + 1 }
  const mostBases = Math.floor(budget / shareOfForms / forms.length / (text.length + 1))
  for (const replacement of [null, ...replacements.slice(0, mostBases)]) {
    const base = replacement === null ? text : pieces.with(replacement.piece, replacement.text).join('')
    for (const form of forms) {
      const formed = form.apply(base)
      if (!fits(formed)) continue
      const edits = [formEdit(form), ...(replacement?.hypothesis.edits ?? [])]
      const causes: Cause[] = ['string-form', ...(replacement === null ? [] : [replacement.hypothesis.cause])]
      return { solution: { text: formed, edits, causes }, tried }
    }
  }
  return { solution: null, tried: tried + forms.length * (replacements.length + 1) }
}
