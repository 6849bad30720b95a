import { createIndexingPace, restMilliseconds } from './indexingPace.ts'
import { openTextIndex } from './openTextIndex.ts'

/** Between slices, so that the log is moved too, and commits get a core. */
const pauseMilliseconds = 5

/** Keeps the text index behind the writer up to date, a slice at a time. */
export function startTextIndexing(databasePath: string) {
  const index = openTextIndex(databasePath)
  const rowsNow = createIndexingPace(() => performance.now())
  let timer = setTimeout(step, 0)

  function step() {
    let done = 0
    try {
      done = index.step(rowsNow(index.look()))
    } catch {
      // A full disk is the writer's to tell; what isn't indexed is found by reading.
    }
    timer = setTimeout(step, done === 0 ? restMilliseconds : pauseMilliseconds)
  }

  return {
    rebuild: index.rebuild,
    stop(): void {
      clearTimeout(timer)
      index.close()
    },
  }
}
