/** Runs jobs in order, at most `width` at a time, and tells when the last one has left. */
export class Turnstile<Job> {
  readonly #width: number
  readonly #run: (job: Job) => Promise<void>
  readonly #onEmpty: () => void
  #waiting: Job[] = []
  #head = 0
  #running = 0

  constructor(width: number, run: (job: Job) => Promise<void>, onEmpty: () => void) {
    this.#width = width
    this.#run = run
    this.#onEmpty = onEmpty
  }

  add(job: Job): void {
    this.#waiting.push(job)
    this.#fill()
  }

  #fill(): void {
    while (this.#running < this.#width && this.#head < this.#waiting.length) {
      const job = this.#waiting[this.#head]
      this.#head += 1
      if (job !== undefined) void this.#follow(job)
    }
    if (this.#head > 1024 && this.#head * 2 > this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#head)
      this.#head = 0
    }
    if (this.#running === 0) this.#onEmpty()
  }

  async #follow(job: Job): Promise<void> {
    this.#running += 1
    try {
      await this.#run(job)
    } finally {
      this.#running -= 1
      this.#fill()
    }
  }
}
