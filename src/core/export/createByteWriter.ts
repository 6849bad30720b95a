/** Gathers text as UTF-8, without making one long string of it first. */
export type ByteWriter = {
  write(text: string): void
  length(): number
  /** All of it, in memory that nothing else uses: it may be handed to another thread. */
  take(): Uint8Array<ArrayBuffer>
}

/** The memory is written over; it grows where it is too small. */
export function createByteWriter(memory: ArrayBuffer): ByteWriter {
  let bytes = Buffer.from(memory)
  let length = 0

  function grow(room: number) {
    const larger = Buffer.allocUnsafeSlow(Math.max(2 * bytes.length, length + room))
    bytes.copy(larger, 0, 0, length)
    bytes = larger
  }
  return {
    write(text) {
      // No UTF-16 unit takes more than three bytes; they are counted only where so many might not fit.
      const surelyFits = length + 3 * text.length <= bytes.length
      if (!surelyFits) {
        const room = Buffer.byteLength(text)
        if (length + room > bytes.length) grow(room)
      }
      length += bytes.write(text, length)
    },
    length: () => length,
    take: () => bytes.subarray(0, length),
  }
}
