/** What is to go wrong with one answer; asked for once, before the operation runs. */
export type FaultPlan = {
  /** Wall milliseconds before the operation runs. */
  readonly delay: number
  /** The connection is reset instead of answered: before the operation runs, or after it. */
  readonly reset: 'before' | 'after' | null
  /** An error code answered instead of running the operation. */
  readonly error: string | null
  /** The answer's body is cut short, so that it is no XML any more. */
  readonly malformed: boolean
  /** Wall milliseconds over which the answer's body trickles; 0 sends it whole. */
  readonly trickle: number
}

/** Null where nothing goes wrong. */
export type PlanFaults = (operation: string) => FaultPlan | null
