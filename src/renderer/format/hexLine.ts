export type HexLine = { offset: string; hex: string; text: string }

const printable = (byte: number) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')

/** One line of a hex view: offset, bytes in groups of eight, and what of them is printable ASCII. */
export function hexLine(bytes: Uint8Array, line: number, perLine: number): HexLine {
  const start = line * perLine
  const slice = [...bytes.subarray(start, start + perLine)]
  const pairs = slice.map(byte => byte.toString(16).padStart(2, '0'))
  const hex = `${pairs.slice(0, 8).join(' ')}  ${pairs.slice(8).join(' ')}`
  return {
    offset: start.toString(16).padStart(8, '0'),
    hex: hex.trimEnd(),
    text: slice.map(printable).join(''),
  }
}
