import { openTextIndex } from './openTextIndex.ts'

/** Small groups cost a third more each row; larger ones keep searches waiting. */
const rowsEach = 1000
/** Between slices, so that searches on the same thread get their turn. */
const pauseMilliseconds = 5
const restMilliseconds = 150

/** Keeps the text index behind the writer up to date, a slice at a time; returns what stops it. */
export function startTextIndexing(databasePath: string): () => void {
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

  return () => {
    clearTimeout(timer)
    index.close()
  }
}
