/** Events per second over the last few whole seconds. */
export function createRateMeter(now: () => number, seconds = 5) {
  const counts = new Array<number>(seconds + 1).fill(0)
  let newest = Math.floor(now() / 1000)

  const advance = () => {
    const second = Math.floor(now() / 1000)
    for (let passed = Math.min(second - newest, counts.length); passed > 0; passed--) {
      counts[(second - passed + 1) % counts.length] = 0
    }
    newest = Math.max(newest, second)
  }

  return {
    add(events: number): void {
      advance()
      const index = newest % counts.length
      counts[index] = (counts[index] ?? 0) + events
    },
    /** The running second doesn't count: it isn't whole. */
    perSecond(): number {
      advance()
      const running = counts[newest % counts.length] ?? 0
      return (counts.reduce((sum, count) => sum + count, 0) - running) / seconds
    },
  }
}
