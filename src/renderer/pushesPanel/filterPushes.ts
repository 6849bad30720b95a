import type { ReceiptId } from '../../contract/brand.ts'
import type { PushGroup } from './groupPushes.ts'

export const pushFilters = ['all', 'invalid', 'nearMiss', 'waiting'] as const
export type PushFilter = (typeof pushFilters)[number]

/** What is wrong with messages beside their signature. */
export type PushTroubles = { nearMiss: ReadonlySet<ReceiptId>; waiting: ReadonlySet<ReceiptId> }

/** Messages of which something is wrong in this way. */
export function filterPushes(
  groups: readonly PushGroup[],
  filter: PushFilter,
  { nearMiss, waiting }: PushTroubles,
): PushGroup[] {
  switch (filter) {
    case 'all':
      return [...groups]
    case 'invalid':
      return groups.filter(({ row }) => row.signature?.verdict === 'invalid')
    case 'nearMiss':
      return groups.filter(({ ids }) => ids.some(id => nearMiss.has(id)))
    case 'waiting':
      return groups.filter(({ ids }) => ids.some(id => waiting.has(id)))
    default:
      return filter satisfies never
  }
}
