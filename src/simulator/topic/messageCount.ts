const bucketMilliseconds = 60_000

/** How many messages live until the end of one minute. Milliseconds since 1970. */
export type MessageBucket = { readonly endsAt: number; readonly count: number }

/** Counts what is still alive, to the minute, in memory bounded by the life of a message. */
export class MessageCount {
  readonly #buckets: MessageBucket[] = []

  /** The bucket that `put` would have after one more message. */
  withOneMore(expiresAt: number): MessageBucket {
    const endsAt = Math.ceil(expiresAt / bucketMilliseconds) * bucketMilliseconds
    const last = this.#buckets.at(-1)
    return { endsAt, count: last?.endsAt === endsAt ? last.count + 1 : 1 }
  }

  /** Buckets come in rising order; the last may come again with another count. */
  put(bucket: MessageBucket): void {
    if (this.#buckets.at(-1)?.endsAt === bucket.endsAt) this.#buckets.pop()
    this.#buckets.push(bucket)
  }

  at(now: number): number {
    const living = this.#buckets.findIndex(({ endsAt }) => endsAt > now)
    this.#buckets.splice(0, living === -1 ? this.#buckets.length : living)
    let alive = 0
    for (const { count } of this.#buckets) alive += count
    return alive
  }
}
