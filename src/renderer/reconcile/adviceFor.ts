import type { DayComparison } from '../../contract/compensation.ts'

/**
 * What to do about a day that is counted otherwise here: import what was never heard of, ask about what has no end here, look
 * for another account where more is known here, or wait for what one side does not know the end of yet.
 */
export type Advice = 'underway' | 'import' | 'ask' | 'surplus' | 'wait'

export function adviceFor({ theirs, ours, difference }: DayComparison): Advice | null {
  if (difference === null) return null
  const isUnderway = ours.delivered === theirs.delivered && ours.failed === theirs.failed
  if (isUnderway && ours.sent < theirs.sent && theirs.unreported > ours.unreported) return 'underway'
  if (ours.unreported > theirs.unreported) return 'ask'
  if (ours.sent < theirs.sent) return 'import'
  if (ours.sent > theirs.sent) return 'surplus'
  return theirs.unreported > ours.unreported ? 'wait' : 'ask'
}
