import { Heap } from '../heap.ts'
import type { StoredMessage } from './message.ts'

/**
 * The active messages of one priority, oldest number first. New arrivals come in rising order and queue up;
 * those that come back from a delay or an ended lease are older and wait in a heap beside the queue.
 */
export class Lane {
  #arrived: (StoredMessage | undefined)[] = []
  #head = 0
  readonly #returned = new Heap<StoredMessage>()

  get size(): number {
    return this.#arrived.length - this.#head + this.#returned.size
  }

  add(message: StoredMessage): void {
    const last = this.#arrived.at(-1)
    if (last === undefined || last.order < message.order) this.#arrived.push(message)
    else this.#returned.add(message)
  }

  first(): StoredMessage | undefined {
    const arrived = this.#arrived[this.#head]
    const returned = this.#returned.first()
    if (arrived === undefined || returned === undefined) return arrived ?? returned
    return arrived.order < returned.order ? arrived : returned
  }

  /** Only the oldest of the queue or any of the returned ones can leave: nothing else ever has to. */
  remove(message: StoredMessage): void {
    if (message.slot >= 0) this.#returned.remove(message)
    else if (this.#arrived[this.#head] === message) this.#dropHead()
    else throw new Error(`message ${message.order} is not at the head of its lane`)
  }

  /** The oldest messages, still in the lane. */
  peek(limit: number): StoredMessage[] {
    const returned: StoredMessage[] = []
    for (let next = this.#returned.first(); next && returned.length < limit; next = this.#returned.first()) {
      this.#returned.remove(next)
      returned.push(next)
    }
    for (const message of returned) this.#returned.add(message)
    const arrived = this.#arrived
      .slice(this.#head, this.#head + limit)
      .filter(message => message !== undefined)
    return [...arrived, ...returned].sort((a, b) => a.order - b.order).slice(0, limit)
  }

  #dropHead(): void {
    this.#arrived[this.#head++] = undefined
    if (this.#head === this.#arrived.length) {
      this.#arrived = []
      this.#head = 0
    } else if (this.#head >= 4096 && this.#head * 2 >= this.#arrived.length) {
      this.#arrived = this.#arrived.slice(this.#head)
      this.#head = 0
    }
  }
}
