import type { KeyRing } from './auth/keyRing.ts'
import type { Clock } from './clock.ts'
import type { Face, Operation } from './http/operation.ts'
import type { Random } from './random.ts'
import type { Documents } from './state/documents.ts'
import type { Trace } from './trace/trace.ts'

export type SimulatorAccount = {
  readonly id: string
  readonly region: string
  readonly accessKeyId: string
  readonly accessKeySecret: string
}

/** What every part of the simulator is given to live on. */
export type Surroundings = {
  readonly account: SimulatorAccount
  /** Delays, visibility, retention and retries go by this one: it may run fast and jump. */
  readonly clock: Clock
  /** What clients' clocks agree with: signatures' dates, answer limits, long polls. */
  readonly wall: Clock
  /** A generator of its own for each name, so that one part's use doesn't change another's run. */
  random(name: string): Random
  readonly trace: Trace
  readonly documents: Documents
  /** The account's key and the temporary ones. */
  readonly keys: KeyRing
  /** Makes a queue of the account where there is none yet. */
  ensureQueue(name: string): void
  /** Puts a message into a queue of the account and returns its id there; null where there is no such queue. */
  enqueue(queue: string, body: string): string | null
  /** Told of what should not be able to happen; it is shown, and the simulator goes on. */
  onSurprise(error: unknown): void
  /** The server's own address, `http://127.0.0.1:9100`; known once it listens. */
  endpoint(): string
}

/** One part of the simulator: what it answers to, and what the control API sees of it. */
export type Part = {
  readonly name: string
  readonly operations?: readonly Operation[]
  readonly faces?: readonly Face[]
  /** `POST /simulator/<name>` with a JSON body; what it returns is answered as JSON. */
  readonly controls?: Readonly<Record<string, (input: unknown) => unknown>>
  /** Called once the server listens: from now on the part may act by itself. */
  start?(): void
  /** Its share of `GET /simulator/state`. */
  state?(): unknown
  /** Back to how it started, without what it has received since. */
  reset?(): void
  close?(): void | Promise<void>
}
