import type { Account } from '../../contract/account.ts'
import type { CompensationRun, DayComparison } from '../../contract/compensation.ts'
import { showChinaDay } from './chinaDays.ts'

const time = (instant: number) => new Date(instant).toISOString()

/** A run as scripts get it: times as texts, the account by its name, null where that is gone. */
export const toRun = (
  { account, lastError, startedAt, endedAt, ...run }: CompensationRun,
  accounts: readonly Account[],
) => ({
  ...run,
  account: accounts.find(({ id }) => id === account)?.name ?? null,
  lastError: lastError?.en ?? null,
  startedAt: time(startedAt),
  endedAt: endedAt === null ? null : time(endedAt),
})

export const toDay = ({ day, difference, ...sums }: DayComparison) => ({
  day: showChinaDay(day),
  ...sums,
  difference: difference?.en ?? null,
})
