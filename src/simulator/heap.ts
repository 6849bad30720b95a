/** What a heap orders: `due` is the key, `order` breaks ties, `slot` is the heap's own mark (-1: not inside). */
export type Heaped = { due: number; order: number; slot: number }

/** A binary heap whose items know their place, so that any of them leaves in O(log n). */
export class Heap<T extends Heaped> {
  readonly #items: T[] = []

  get size(): number {
    return this.#items.length
  }

  first(): T | undefined {
    return this.#items[0]
  }

  add(item: T): void {
    item.slot = this.#items.length
    this.#items.push(item)
    this.#rise(item)
  }

  remove(item: T): void {
    const hole = item.slot
    if (hole < 0 || this.#items[hole] !== item) return
    item.slot = -1
    const last = this.#items.pop()
    if (last === undefined || last === item) return
    this.#items[hole] = last
    last.slot = hole
    this.#rise(last)
    this.#sink(last)
  }

  values(): Iterable<T> {
    return this.#items
  }

  #rise(item: T): void {
    let at = item.slot
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = this.#items[above]
      if (parent === undefined || !before(item, parent)) break
      this.#items[at] = parent
      parent.slot = at
      at = above
    }
    this.#items[at] = item
    item.slot = at
  }

  #sink(item: T): void {
    let at = item.slot
    for (;;) {
      const left = this.#items[2 * at + 1]
      if (left === undefined) break
      const right = this.#items[2 * at + 2]
      const child = right !== undefined && before(right, left) ? right : left
      if (!before(child, item)) break
      const below = child.slot
      this.#items[at] = child
      child.slot = at
      at = below
    }
    this.#items[at] = item
    item.slot = at
  }
}

function before(one: Heaped, other: Heaped): boolean {
  return one.due < other.due || (one.due === other.due && one.order < other.order)
}
