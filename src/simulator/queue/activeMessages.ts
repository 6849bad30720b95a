import { priorityLimits } from './attributes.ts'
import { Lane } from './lane.ts'
import type { StoredMessage } from './message.ts'

/** What can be received: urgent messages first (1 before 16), then by age. */
export class ActiveMessages {
  readonly #lanes = Array.from({ length: priorityLimits.high }, () => new Lane())
  #size = 0

  get size(): number {
    return this.#size
  }

  add(message: StoredMessage): void {
    this.#lane(message).add(message)
    this.#size++
  }

  remove(message: StoredMessage): void {
    this.#lane(message).remove(message)
    this.#size--
  }

  first(): StoredMessage | undefined {
    if (this.#size === 0) return undefined
    for (const lane of this.#lanes) {
      const message = lane.first()
      if (message !== undefined) return message
    }
    return undefined
  }

  peek(limit: number): StoredMessage[] {
    const found: StoredMessage[] = []
    for (const lane of this.#lanes) {
      if (found.length >= limit) break
      if (lane.size > 0) found.push(...lane.peek(limit - found.length))
    }
    return found
  }

  #lane(message: StoredMessage): Lane {
    const lane = this.#lanes[message.priority - priorityLimits.low]
    if (lane === undefined) throw new Error(`priority ${message.priority} is outside 1–16`)
    return lane
  }
}
