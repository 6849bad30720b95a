import type { Random } from '../random.ts'

/** 24 upper-case hexadecimal digits: seconds since 1970, then chance. */
export function createRequestIds(now: () => number, random: Random): () => string {
  let second = Number.NaN
  let prefix = ''
  return () => {
    const current = Math.floor(now() / 1000)
    if (current !== second) {
      second = current
      prefix = hex(current)
    }
    return prefix + hex(random() * 0x1_0000_0000) + hex(random() * 0x1_0000_0000)
  }
}

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, '0'))

function hex(word: number): string {
  const pair = (shift: number) => pairs[(word >>> shift) & 0xff] ?? ''
  return pair(24) + pair(16) + pair(8) + pair(0)
}
