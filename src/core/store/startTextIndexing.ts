import { openTextIndex } from './openTextIndex.ts'

/** Small groups cost a third more each row; larger ones keep what is newest from being found by the index. */
const rowsEach = 1000
/** Between slices, so that the log is moved too, and commits get a core. */
const pauseMilliseconds = 5
const restMilliseconds = 150

/** Keeps the text index behind the writer up to date, a slice at a time. */
export function startTextIndexing(databasePath: string) {
  const index = openTextIndex(databasePath)
  let timer = setTimeout(step, 0)

  function step() {
    let done = 0
    try {
      done = index.step(rowsEach)
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
