export type MarkedPiece = { text: string; marked: boolean }

/** Cuts a text where its marks begin and end; one mark to a UTF-16 unit, 1 where it is marked. */
export function cutMarked(text: string, marks: Uint8Array): MarkedPiece[] {
  const pieces: MarkedPiece[] = []
  let start = 0
  for (let index = 1; index <= text.length; index += 1) {
    if (index < text.length && marks[index] === marks[start]) continue
    pieces.push({ text: text.slice(start, index), marked: marks[start] === 1 })
    start = index
  }
  return pieces
}
