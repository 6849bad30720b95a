/**
 * Whether a key was there lately: at least the last `most` different ones are known, at most twice as many, in 32 bytes for each of
 * `most` from the start on. Keys are told apart by 63 bits of a hash: that one is wrongly taken for seen is not to be expected.
 */
export function createSeen(most: number) {
  const slots = 2 ** Math.ceil(Math.log2(2 * most))
  let young = createTable(slots)
  let old = createTable(slots)
  return {
    has(key: string): boolean {
      hash(key)
      return young.has(high, low) || old.has(high, low)
    },
    add(key: string): void {
      hash(key)
      if (young.size() >= most && !young.has(high, low)) {
        const emptied = old
        emptied.clear()
        old = young
        young = emptied
      }
      young.add(high, low)
    },
  }
}

/** Pairs of words in the first free slot from the one that they name; never more than half full. Zeros are a free slot. */
function createTable(slots: number) {
  const words = new Int32Array(2 * slots)
  let size = 0
  const find = (high: number, low: number): number => {
    for (let slot = low & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const [first, second] = [words[2 * slot], words[2 * slot + 1]]
      if ((first === high && second === low) || (first === 0 && second === 0)) return 2 * slot
    }
  }
  return {
    size: () => size,
    has: (high: number, low: number) => words[find(high, low)] === high && high !== 0,
    add(high: number, low: number): void {
      const at = find(high, low)
      if (words[at] === 0) size++
      words[at] = high
      words[at + 1] = low
    },
    clear(): void {
      words.fill(0)
      size = 0
    },
  }
}

/** The last hash: two words rather than an object for each key. */
let high = 0
let low = 0

/** Two multiplicative hashes, mixed at the end; the first is never zero. */
function hash(key: string): void {
  let one = 0x9e3779b9
  let other = 0x85ebca6b
  for (let at = 0; at < key.length; at++) {
    const code = key.charCodeAt(at)
    one = Math.imul(one ^ code, 0x01000193)
    other = Math.imul(other ^ code, 0x5bd1e995) + at
  }
  high = mix(one ^ (other >>> 7)) | 1
  low = mix(other)
}

function mix(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), 0x7feb352d)
  const twice = Math.imul(once ^ (once >>> 15), 0x846ca68b)
  return twice ^ (twice >>> 16)
}
