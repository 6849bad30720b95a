import type { Retention } from '../../contract/retention.ts'

const stepMilliseconds = 25
const restMilliseconds = 60_000

/** Prunes now and then, a slice at a time; `apply` changes what is kept and starts at once. */
export function startRetention(
  first: Retention,
  pruneSlice: (retention: Retention) => boolean,
  warn: (message: string) => void,
) {
  let retention = first
  let timer = setTimeout(step, restMilliseconds / 60)

  function step() {
    let more = false
    try {
      more = pruneSlice(retention)
    } catch (error) {
      warn(`Old rows could not be removed: ${error instanceof Error ? error.message : String(error)}`)
    }
    timer = setTimeout(step, more ? stepMilliseconds : restMilliseconds)
  }

  return {
    current: () => retention,
    apply(next: Retention): void {
      retention = next
      clearTimeout(timer)
      timer = setTimeout(step, 0)
    },
    stop: () => clearTimeout(timer),
  }
}
