/** Pieces of a line that two texts share, and the one in the middle where they differ. */
export type LinePieces = { before: string; differing: string; after: string }

/** What of `text` is not in `other`: all between their common beginning and their common end. */
export function linePieces(text: string, other: string): LinePieces {
  const [own, foreign] = [[...text], [...other]]
  const shorter = Math.min(own.length, foreign.length)
  let start = 0
  while (start < shorter && own[start] === foreign[start]) start += 1
  let end = 0
  while (end < shorter - start && own[own.length - 1 - end] === foreign[foreign.length - 1 - end]) end += 1
  return {
    before: own.slice(0, start).join(''),
    differing: own.slice(start, own.length - end).join(''),
    after: own.slice(own.length - end).join(''),
  }
}
