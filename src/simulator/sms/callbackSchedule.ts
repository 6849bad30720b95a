export const callbackSchedules = ['domestic', 'longer', 'international'] as const
/** Sources disagree about how often an unanswered batch comes again; the current domestic document is the default. */
export type CallbackSchedule = (typeof callbackSchedules)[number]

const minutes: Readonly<Record<CallbackSchedule, readonly number[]>> = {
  domestic: [1, 5, 10],
  longer: [1, 5, 10, 30, 60, 60, 60, 60, 60],
  international: [1, 5],
}

/** Milliseconds to wait before the `retry`-th retry (from 1); null where the batch is dropped. */
export function callbackDelay(schedule: CallbackSchedule, retry: number): number | null {
  const wait = minutes[schedule][retry - 1]
  return wait === undefined ? null : wait * 60_000
}
