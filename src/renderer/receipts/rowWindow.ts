import type { ReceiptId } from '../../contract/brand.ts'
import type { ReceiptRow } from '../../contract/receipt.ts'

/** Rows kept with their content around what is being read; others keep their place and are fetched again. */
const contentLimit = 4_000
/** Places kept while the newest rows are followed. */
const followLimit = 1_000
/** Arrivals kept while something is being read; beyond it they are only counted. */
const heldLimit = 1_000

/**
 * The rows of one query that this window knows, newest first. History can be scrolled without end, so a place is only a
 * number (`order`), and content is kept for some of them.
 *
 * While something is being read (`hold`), nothing may move: what arrives is held, and `release` lets it in.
 */
export class RowWindow {
  /** Every known place, newest first. */
  order: number[] = []
  /** Where the next older page begins; null at the end of history. */
  older: number | null = null
  /** Arrivals waiting for `release`. */
  waiting = 0
  holding = false
  /** True when so much was held that the newest page must be fetched anew. */
  overflown = false
  private frozen = false
  private rows = new Map<number, ReceiptRow>()
  private held = new Map<number, ReceiptRow>()
  /** Of places whose content was let go of. */
  private ids = new Map<number, ReceiptId>()
  /** Places of rows that match no longer and wait for `release` to go. */
  private leaving = new Set<number>()

  row(seq: number): ReceiptRow | undefined {
    return this.rows.get(seq)
  }

  /** Known of every place, also where its content is not at hand. */
  id(seq: number): ReceiptId | undefined {
    return this.rows.get(seq)?.id ?? this.ids.get(seq)
  }

  /** Starts afresh from a newest-first page. */
  reset(rows: readonly ReceiptRow[], older: number | null): void {
    this.order = rows.map(row => row.seq).sort((a, b) => b - a)
    this.rows = new Map(rows.map(row => [row.seq, row]))
    this.ids.clear()
    this.leaving.clear()
    this.older = older
    this.forgetHeld()
  }

  /** `freeze` holds changes of visible rows as well: a pause, where reading alone still lets a row change in place. */
  hold(freeze: boolean): void {
    this.holding = true
    this.frozen = freeze
    if (!freeze) this.applyHeldChanges()
  }

  /** Where the place is or would be: the count of newer places. */
  indexOf(seq: number): number {
    let low = 0
    let high = this.order.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.order[middle] ?? 0) > seq) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Before the newest page is asked for anew: what arrives from here on is kept beside it. */
  beginRenewal(): void {
    this.forgetHeld()
  }

  /** The newest page, and over it what arrived since `beginRenewal`. */
  renew(rows: readonly ReceiptRow[], older: number | null): void {
    const since = [...this.held.values()]
    const { holding, frozen } = this
    this.reset(rows, older)
    this.holding = false
    this.frozen = false
    this.take(since)
    this.holding = holding
    this.frozen = frozen
  }

  release(): void {
    this.holding = false
    this.frozen = false
    if (this.overflown) return
    const held = [...this.held.values()]
    this.forgetHeld()
    this.drop(this.leaving)
    this.leaving.clear()
    this.take(held)
  }

  take(rows: readonly ReceiptRow[]): void {
    const fresh: ReceiptRow[] = []
    for (const row of rows) {
      if (this.isOutside(row)) continue
      const known = this.rows.get(row.seq) ?? this.held.get(row.seq)
      if (known !== undefined && known.rev > row.rev) continue
      this.leaving.delete(row.seq)
      if (this.rows.has(row.seq) && !this.frozen) this.rows.set(row.seq, row)
      else if (this.holding) this.holdBack(row)
      else fresh.push(row)
    }
    if (fresh.length > 0) this.admit(fresh)
  }

  /** Rows that match no longer: nothing that is being read moves, so they keep their place until it isn't. */
  leave(seqs: readonly number[]): void {
    for (const seq of seqs) if (this.held.delete(seq) && !this.rows.has(seq)) this.waiting -= 1
    const known = seqs.filter(seq => this.id(seq) !== undefined)
    if (known.length === 0) return
    if (this.holding) for (const seq of known) this.leaving.add(seq)
    else this.drop(new Set(known))
  }

  /** Whether a row is on its way out; in a pause that is not shown either. */
  isLeaving(seq: number): boolean {
    return !this.frozen && this.leaving.has(seq)
  }

  /** An older page, asked for with `older` as its cursor. */
  append(rows: readonly ReceiptRow[], older: number | null): void {
    const last = this.order.at(-1) ?? Number.POSITIVE_INFINITY
    const next = rows.filter(row => row.seq < last).sort((a, b) => b.seq - a.seq)
    for (const row of next) this.rows.set(row.seq, row)
    this.order = [...this.order, ...next.map(row => row.seq)]
    this.older = older
  }

  /** Content fetched again for places between `first` and `last`; what is no longer stored loses its place. */
  refill(first: number, last: number, rows: readonly ReceiptRow[]): void {
    for (const row of rows) this.rows.set(row.seq, row)
    const from = this.order[first] ?? 0
    const to = this.order[last] ?? 0
    const kept = this.order.filter(seq => seq > from || seq < to || this.rows.has(seq))
    if (kept.length !== this.order.length) this.order = kept
  }

  /** The places between `first` and `last` whose content is missing, as one span; null when all of it is here. */
  missing(first: number, last: number): { first: number; last: number } | null {
    let from = -1
    let to = -1
    for (let index = Math.max(0, first); index <= Math.min(last, this.order.length - 1); index += 1) {
      const seq = this.order[index]
      if (seq === undefined || this.rows.has(seq)) continue
      if (from === -1) from = index
      to = index
    }
    return from === -1 ? null : { first: from, last: to }
  }

  /** Lets go of content far from the place that is looked at. */
  trim(around: number): void {
    if (!this.holding && around < followLimit / 2 && this.order.length > followLimit) {
      for (const seq of this.order.slice(followLimit)) {
        this.rows.delete(seq)
        this.ids.delete(seq)
      }
      this.order = this.order.slice(0, followLimit)
      this.older = this.order.at(-1) ?? null
    }
    if (this.rows.size <= contentLimit) return
    const start = Math.max(0, around - contentLimit / 2)
    const near = new Set(this.order.slice(start, start + contentLimit))
    for (const [seq, { id }] of this.rows) {
      if (near.has(seq)) continue
      this.ids.set(seq, id)
      this.rows.delete(seq)
    }
  }

  /** Older than everything known, while more history is yet to be fetched: its page will bring it. */
  private isOutside(row: ReceiptRow): boolean {
    const oldest = this.order.at(-1)
    return this.older !== null && oldest !== undefined && row.seq < oldest
  }

  private holdBack(row: ReceiptRow): void {
    if (!this.held.has(row.seq) && !this.rows.has(row.seq)) this.waiting += 1
    if (this.overflown && !this.rows.has(row.seq)) return
    this.held.set(row.seq, row)
    if (this.held.size <= heldLimit) return
    this.overflown = true
    for (const seq of this.held.keys()) if (!this.rows.has(seq)) this.held.delete(seq)
  }

  private drop(seqs: ReadonlySet<number>): void {
    if (seqs.size === 0) return
    for (const seq of seqs) {
      this.rows.delete(seq)
      this.ids.delete(seq)
    }
    this.order = this.order.filter(seq => !seqs.has(seq))
  }

  private applyHeldChanges(): void {
    for (const [seq, row] of this.held) {
      if (!this.rows.has(seq)) continue
      this.rows.set(seq, row)
      this.held.delete(seq)
    }
  }

  private admit(fresh: ReceiptRow[]): void {
    const places = new Set(fresh.map(row => row.seq as number))
    for (const row of fresh) this.rows.set(row.seq, row)
    const newest = this.order[0] ?? Number.NEGATIVE_INFINITY
    const added = [...places].sort((a, b) => b - a)
    const oldestAdded = added.at(-1) ?? 0
    this.order =
      oldestAdded > newest
        ? added.concat(this.order)
        : [...new Set([...added, ...this.order])].sort((a, b) => b - a)
  }

  private forgetHeld(): void {
    this.held.clear()
    this.waiting = 0
    this.overflown = false
  }
}
