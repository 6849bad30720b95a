import { type Edit, headerEdit } from '../edit.ts'
import type { Cause, ExtensionSlot, Hypothesis } from '../hypothesis.ts'

type HeaderSlot = 'content-md5' | 'content-type' | 'date' | ExtensionSlot

/** Gathers the values that one header may have had, each once and never the one it has; the first cause given for a value wins. */
export function proposeHeader(name: HeaderSlot, received: string | null, occurrence = 0) {
  const hypotheses = new Map<string | null, Hypothesis>()
  return {
    add(
      signed: string | null | undefined,
      cause: Cause,
      cost: 1 | 2 | 3,
      further: readonly Edit[] = [],
    ): void {
      if (signed === undefined || signed === received || hypotheses.has(signed)) return
      const edits = [headerEdit(name, signed, received), ...further]
      hypotheses.set(signed, { slot: name, occurrence, signed, edits, cause, cost })
    },
    all: (): Hypothesis[] => [...hypotheses.values()],
  }
}
