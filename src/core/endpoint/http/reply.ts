/** The way back for a request. One of the first three is used, once. */
export type Reply = {
  /** `told` hears once whether all of it has gone out. Without `headers` it has no body either. */
  send(answer: OutgoingAnswer, told: (out: boolean) => void): void
  /** These characters and no more: the connection is cut after them. */
  breakOff(text: string): void
  /** Cuts the connection; with `reset` so that the sender can't take it for an end. */
  cut(how: 'end' | 'reset'): void
  /** The sender has hung up, or was cut off. */
  isGone(): boolean
  /** The last to ask is told of it. */
  whenGone(listener: () => void): void
  /** Milliseconds since the head was there. */
  elapsed(): number
}

export type OutgoingAnswer = {
  readonly status: number
  /** All but those of the connection and, with `body`, its length. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Null for a status that has none. */
  readonly body: Buffer | null
}
