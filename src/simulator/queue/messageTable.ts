import type { StoredMessage } from './message.ts'

const chunkSize = 512

type Chunk = { readonly slots: (StoredMessage | undefined)[]; live: number; first: number }

/** Messages by number, in chunks that are given back once empty. Numbers are added in rising order. */
export class MessageTable {
  readonly #chunks = new Map<number, Chunk>()
  #size = 0

  get size(): number {
    return this.#size
  }

  add(message: StoredMessage): void {
    const index = Math.floor(message.order / chunkSize)
    let chunk = this.#chunks.get(index)
    if (chunk === undefined) {
      chunk = { slots: new Array(chunkSize).fill(undefined), live: 0, first: message.order % chunkSize }
      this.#chunks.set(index, chunk)
    }
    chunk.slots[message.order % chunkSize] = message
    chunk.live++
    this.#size++
  }

  get(order: number): StoredMessage | undefined {
    return this.#chunks.get(Math.floor(order / chunkSize))?.slots[order % chunkSize]
  }

  remove(message: StoredMessage): void {
    const index = Math.floor(message.order / chunkSize)
    const chunk = this.#chunks.get(index)
    const slot = message.order % chunkSize
    if (chunk === undefined || chunk.slots[slot] !== message) return
    chunk.slots[slot] = undefined
    chunk.live--
    this.#size--
    if (chunk.live === 0) this.#chunks.delete(index)
  }

  oldest(): StoredMessage | undefined {
    for (const chunk of this.#chunks.values()) {
      while (chunk.slots[chunk.first] === undefined) chunk.first++
      return chunk.slots[chunk.first]
    }
    return undefined
  }

  *values(): Generator<StoredMessage> {
    for (const chunk of this.#chunks.values()) {
      for (const message of chunk.slots) if (message !== undefined) yield message
    }
  }
}
