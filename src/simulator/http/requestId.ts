import type { Random } from '../random.ts'

/** 24 upper-case hexadecimal digits: seconds since 1970, then chance. */
export function createRequestIds(now: () => number, random: Random): () => string {
  const word = () => Math.floor(random() * 0x1_0000_0000)
  const hex = (value: number) => value.toString(16).toUpperCase().padStart(8, '0')
  return () => hex(Math.floor(now() / 1000) >>> 0) + hex(word()) + hex(word())
}
