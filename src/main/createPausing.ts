/** What of the core rests and goes on. */
export type Resting = { suspend(): void; resume(): void }

/** Two reasons to rest, the user's and the machine's sleep; it goes on when neither holds. */
export function createPausing(core: Resting) {
  let isPaused = false
  let isAsleep = false

  function change(set: () => void): void {
    const rested = isPaused || isAsleep
    set()
    const rests = isPaused || isAsleep
    if (rests === rested) return
    if (rests) core.suspend()
    else core.resume()
  }

  return {
    isPaused: () => isPaused,
    pause: (paused: boolean) =>
      change(() => {
        isPaused = paused
      }),
    sleep: (asleep: boolean) =>
      change(() => {
        isAsleep = asleep
      }),
  }
}
