/** How much of a stream may be under way: `room` resolves while fewer than `window` items are unacknowledged. */
export function createCredit(window: number) {
  let unacknowledged = 0
  let wake: (() => void) | null = null
  return {
    async room(): Promise<void> {
      if (unacknowledged < window) return
      await new Promise<void>(resolve => {
        wake = resolve
      })
    },
    spend(): void {
      unacknowledged += 1
    },
    /** More acknowledgements than items earn nothing. */
    acknowledge(): void {
      unacknowledged = Math.max(0, unacknowledged - 1)
      wake?.()
      wake = null
    },
  }
}
