/** What has to be closed, in the order it was opened: closing goes the other way, and one failure stops none. */
export function createClosing() {
  const steps: (() => unknown)[] = []
  return {
    add(close: () => unknown): void {
      steps.push(close)
    },
    async closeAll(): Promise<void> {
      const failures: unknown[] = []
      for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
        try {
          await step()
        } catch (error) {
          failures.push(error)
        }
      }
      if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be closed in order')
    },
  }
}
export type Closing = ReturnType<typeof createClosing>
