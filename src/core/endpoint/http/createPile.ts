/** Pieces of bytes on the way to being one. */
export type Pile = {
  add(piece: Buffer): void
  length(): number
  /** All of them; the pile is empty then. */
  take(): Buffer
}

/** A single piece is not copied, and a sender of many tiny ones costs no more memory than twice their bytes. */
export function createPile(): Pile {
  let bytes: Buffer = nothing
  let length = 0
  let isOurs = false
  return {
    add(piece) {
      if (length === 0) {
        bytes = piece
        isOurs = false
      } else {
        if (!isOurs || length + piece.length > bytes.length) {
          const larger = Buffer.allocUnsafeSlow(2 * (length + piece.length))
          bytes.copy(larger, 0, 0, length)
          bytes = larger
          isOurs = true
        }
        piece.copy(bytes, length)
      }
      length += piece.length
    },
    length: () => length,
    take() {
      const all = isOurs ? bytes.subarray(0, length) : bytes
      bytes = nothing
      length = 0
      isOurs = false
      return all
    },
  }
}

const nothing = Buffer.alloc(0)
