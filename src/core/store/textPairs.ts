/**
 * Which one and two characters stand in the texts of a block of rows, as bits: one that is not set proves that none has
 * them. No index of words knows so little; Han characters among themselves have one, and would fill all bits.
 */
export const pairBytes = 1920
const bitCount = pairBytes * 8
/** No UTF-16 unit: stands before one that is taken by itself. */
const alone = 0x1_00_00

const isHan = (unit: number) => (unit >= 0x34_00 && unit <= 0x4d_b5) || (unit >= 0x4e_00 && unit <= 0x9f_cc)
const bitOf = (before: number, unit: number) =>
  (Math.imul(Math.imul(before, 65_599) + unit, 0x9e_37_79_b1) >>> 8) % bitCount

/** Sets a bit for each UTF-16 unit, and for each with the one before it. */
export function addPairs(bits: Uint8Array, text: string): void {
  let before = alone
  let beforeIsHan = false
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    const unitIsHan = isHan(unit)
    if (!unitIsHan) set(bits, bitOf(alone, unit))
    if (before !== alone && !(unitIsHan && beforeIsHan)) set(bits, bitOf(before, unit))
    before = unit
    beforeIsHan = unitIsHan
  }
}

/** Bytes in which bits must be set. */
export type AskedPairs = readonly (readonly [at: number, mask: number])[]

export function pairsOf(texts: readonly string[]): AskedPairs {
  const bits = new Uint8Array(pairBytes)
  for (const text of texts) addPairs(bits, text.toWellFormed())
  return [...bits.entries()].filter(([, mask]) => mask !== 0)
}

/** False where none of the block's texts can hold all that is asked for. */
export const mayHold = (bits: Uint8Array, asked: AskedPairs): boolean =>
  asked.every(([at, mask]) => ((bits[at] ?? 0) & mask) === mask)

function set(bits: Uint8Array, bit: number): void {
  bits[bit >> 3] = (bits[bit >> 3] ?? 0) | (1 << (bit & 7))
}
