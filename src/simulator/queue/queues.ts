import { defaultAttributes, type QueueAttributes, sameAttributes } from './attributes.ts'
import type { QueueRecord } from './journal.ts'
import { Queue, type QueueSurroundings } from './queue.ts'

export type QueuePage = { readonly queues: Queue[]; readonly nextMarker: string | null }
export type Creation = 'created' | 'exists' | 'differs' | 'too-many'

/** The queues of one account, in the order of their names. */
export class Queues {
  readonly #around: QueueSurroundings
  readonly #limit: number
  readonly #byName = new Map<string, Queue>()
  #lastId = 0

  constructor(around: QueueSurroundings, limit = 1000) {
    this.#around = around
    this.#limit = limit
  }

  get size(): number {
    return this.#byName.size
  }

  get(name: string): Queue | undefined {
    return this.#byName.get(name)
  }

  /** A queue that exists is left as it is. */
  create(name: string, given: Partial<QueueAttributes> = {}): Creation {
    const attributes = { ...defaultAttributes, ...given }
    const existing = this.#byName.get(name)
    if (existing !== undefined) return sameAttributes(existing.attributes, attributes) ? 'exists' : 'differs'
    if (this.#byName.size >= this.#limit) return 'too-many'
    const now = this.#around.clock.now()
    const record = {
      id: ++this.#lastId,
      name,
      attributes,
      createTime: now,
      lastModifyTime: now,
      lastOrder: 0,
      lastLease: 0,
    }
    this.#around.journal?.queueChanged(record)
    this.restore(record)
    return 'created'
  }

  delete(name: string): boolean {
    const queue = this.#byName.get(name)
    if (queue === undefined) return false
    this.#byName.delete(name)
    this.#around.journal?.queueRemoved(queue.id)
    queue.remove()
    return true
  }

  /** No queue gets an id up to this one: an earlier process gave them away. */
  skipIds(last: number): void {
    this.#lastId = Math.max(this.#lastId, last)
  }

  /** Brings back a queue that an earlier process stored, still empty. */
  restore(record: QueueRecord): Queue {
    const queue = new Queue(record, this.#around)
    this.#byName.set(record.name, queue)
    this.#lastId = Math.max(this.#lastId, record.id)
    return queue
  }

  /** Up to `limit` queues whose names begin with `prefix`, from the marker on. */
  list(prefix: string, marker: string | null, limit: number): QueuePage {
    const names = [...this.#byName.keys()]
      .filter(name => name.startsWith(prefix) && (marker === null || name >= marker))
      .sort()
    const page = names.slice(0, limit).flatMap(name => this.#byName.get(name) ?? [])
    return { queues: page, nextMarker: names[limit] ?? null }
  }

  all(): Queue[] {
    return this.list('', null, this.#byName.size).queues
  }

  clear(): void {
    for (const name of [...this.#byName.keys()]) this.delete(name)
  }

  /** Ends every timer and every wait, and forgets nothing that was stored. */
  stop(): void {
    for (const queue of this.#byName.values()) queue.remove()
    this.#byName.clear()
  }
}
