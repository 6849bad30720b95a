const bucketMilliseconds = 60_000

/** Counts what is still alive, to the minute, in memory bounded by the life of a message. */
export class MessageCount {
  readonly #buckets: { endsAt: number; count: number }[] = []
  #alive = 0

  add(expiresAt: number): void {
    const endsAt = Math.ceil(expiresAt / bucketMilliseconds) * bucketMilliseconds
    const last = this.#buckets.at(-1)
    if (last?.endsAt === endsAt) last.count += 1
    else this.#buckets.push({ endsAt, count: 1 })
    this.#alive += 1
  }

  at(now: number): number {
    const living = this.#buckets.findIndex(bucket => bucket.endsAt > now)
    const dead = this.#buckets.splice(0, living === -1 ? this.#buckets.length : living)
    for (const bucket of dead) this.#alive -= bucket.count
    return this.#alive
  }
}
