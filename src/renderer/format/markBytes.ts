const lower = (byte: number) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte)

/** Which bytes belong to one of the terms (in lower case) written in UTF-8: 1 where they do. */
export function markBytes(bytes: Uint8Array, terms: readonly string[]): Uint8Array {
  const marks = new Uint8Array(bytes.length)
  for (const term of terms) {
    const wanted = new TextEncoder().encode(term)
    const [first] = wanted
    if (first === undefined) continue
    for (let from = 0; from + wanted.length <= bytes.length; from += 1) {
      if (lower(bytes[from] ?? 0) !== first) continue
      if (wanted.every((byte, place) => lower(bytes[from + place] ?? 0) === byte)) {
        marks.fill(1, from, from + wanted.length)
      }
    }
  }
  return marks
}
