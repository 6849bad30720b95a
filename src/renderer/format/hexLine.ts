export type HexLine = {
  offset: string
  hex: string
  text: string
  /** Which characters of both stand for marked bytes; null where none does. */
  marks: { hex: Uint8Array; text: Uint8Array } | null
}

const printable = (byte: number) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')

const nothing = new Uint8Array()

/** Marks of bytes as marks of the characters that show them; the gap between two marked bytes belongs to both. */
function spread(marks: Uint8Array): HexLine['marks'] {
  if (!marks.includes(1)) return null
  const hex = new Uint8Array(marks.length * 3 + 1)
  for (const [place, mark] of marks.entries()) {
    if (mark === 0) continue
    const at = place * 3 + (place >= 8 ? 1 : 0)
    hex.fill(1, at, at + (marks[place + 1] === 1 ? 3 + (place === 7 ? 1 : 0) : 2))
  }
  return { hex, text: marks }
}

/** One line of a hex view: offset, bytes in groups of eight, and what of them is printable ASCII. */
export function hexLine(
  bytes: Uint8Array,
  line: number,
  perLine: number,
  marks: Uint8Array = nothing,
): HexLine {
  const start = line * perLine
  const slice = [...bytes.subarray(start, start + perLine)]
  const pairs = slice.map(byte => byte.toString(16).padStart(2, '0'))
  const hex = `${pairs.slice(0, 8).join(' ')}  ${pairs.slice(8).join(' ')}`
  return {
    offset: start.toString(16).padStart(8, '0'),
    hex: hex.trimEnd(),
    text: slice.map(printable).join(''),
    marks: spread(marks.subarray(start, start + perLine)),
  }
}
