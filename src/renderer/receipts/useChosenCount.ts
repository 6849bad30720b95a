import { useProgram, useReceipts } from '../state/services.ts'

/** How many rows are chosen; for all that match, as many as the last count found. */
export function useChosenCount(): { count: number; all: boolean; partial: boolean } {
  const chosen = useReceipts(state => state.chosen)
  const matching = useReceipts(state => state.matching)
  const partial = useReceipts(state => state.matchingPartial)
  const stored = useProgram(state => state.status?.store.rows ?? 0)
  if (chosen.kind === 'rows') return { count: chosen.ids.size, all: false, partial: false }
  return { count: matching ?? stored, all: true, partial }
}
