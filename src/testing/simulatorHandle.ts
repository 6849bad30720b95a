export type SimulatorOptions = {
  /** 0 or nothing: any free port. */
  readonly port?: number
  /** 127.0.0.1 unless it is to be reached from elsewhere. */
  readonly host?: string
  /** 16 fixed digits unless given. */
  readonly accountId?: string
  readonly accessKeyId?: string
  /** Drawn anew unless given. */
  readonly accessKeySecret?: string
  readonly region?: string
  /** The same seed and the same calls in the same order give the same run. */
  readonly seed?: number
  /** 60: a minute of delays, visibility and retries passes in a second. */
  readonly clockSpeed?: number
  /** A directory where everything outlives the process; needs better-sqlite3. Without it everything is in memory. */
  readonly state?: string
  /** Take only what the service's documents name. */
  readonly strict?: boolean
  /** SMS to send by itself, as for `receiptscope simulate --traffic`: `rate=50,fail=0.1`. */
  readonly traffic?: string
  /** What goes wrong on purpose, as for `receiptscope simulate --faults`: `error=0.01,delay=200`. */
  readonly faults?: string
}

export type SmsToSend = {
  readonly phone: string
  readonly signName?: string
  readonly templateCode?: string
  /** The template's variables. */
  readonly parameters?: Readonly<Record<string, string>>
  /** Comes back in the receipt as `out_id`. */
  readonly outId?: string
}

export type SubscriptionOptions = {
  readonly name?: string
  readonly format?: 'XML' | 'JSON' | 'SIMPLIFIED'
  readonly retry?: 'BACKOFF_RETRY' | 'EXPONENTIAL_DECAY_RETRY'
  /** Only messages published with this tag. */
  readonly tag?: string
}

/** Mail or an SMS that would have left the house. */
export type OutboxItem = {
  readonly kind: 'mail' | 'sms'
  readonly at: string
  readonly to: string
  readonly messageId: string | null
  readonly [detail: string]: unknown
}

/** One thing that happened to a message: sent, received, push-attempt, pushed, deleted, … */
export type TraceEvent = {
  readonly at: string
  readonly messageId: string
  readonly kind: string
  readonly place: string
  readonly by?: string
  readonly detail?: Readonly<Record<string, string | number | boolean>>
}

export type SimulatorHandle = {
  /** Give this and the keys to the SDK under test. */
  readonly endpoint: string
  readonly accountId: string
  readonly accessKeyId: string
  readonly accessKeySecret: string
  readonly region: string
  /** The certificate that pushes are signed with. */
  readonly certificateUrl: string
  /** The queues that receipts and replies arrive in. */
  readonly smsQueues: { readonly SmsReport: string; readonly SmsUp: string }
  /** One signed call of the MNS API, for what your SDK lacks. A refusal is an answer, not an exception. */
  request(method: string, target: string, body?: string): Promise<{ status: number; text: string }>
  /** Makes the topic where there is none, and has its messages pushed to `url`. */
  subscribe(topic: string, url: string, options?: SubscriptionOptions): Promise<void>
  /** Resolves with the MessageId once the message is taken; the pushes follow. */
  publish(topic: string, message: string, options?: { readonly tag?: string }): Promise<string>
  /** Sends an SMS through the SMS API. Its receipt follows after some seconds of simulated time. */
  sendSms(sms: SmsToSend): Promise<{ bizId: string }>
  /** An SMS from a handset: arrives in the SmsUp queue. */
  replySms(phone: string, content: string): Promise<void>
  /** Takes the next receipt from its queue, decoded; null when none came within so many real seconds, 10 unless given. */
  takeReceipt(
    messageType?: 'SmsReport' | 'SmsUp',
    waitSeconds?: number,
  ): Promise<Record<string, unknown> | null>
  /** Lets simulated time pass at once: delays, visibility, retries and receipts that are due happen now. */
  passTime(milliseconds: number): void
  setClockSpeed(speed: number): void
  /** Replaces the traffic; '' ends it. */
  setTraffic(spec: string): void
  /** Replaces what goes wrong; '' ends it. */
  setFaults(spec: string): void
  /** Oldest first. */
  outbox(): OutboxItem[]
  clearOutbox(): void
  /** Everything that happened to one message, oldest first; to all without an id. */
  trace(messageId?: string): TraceEvent[]
  /** Everything the simulator knows of itself, as `GET /simulator/state` answers it. */
  state(): unknown
  /** Back to an account without queues and topics, between two tests. */
  reset(): void
  stop(): Promise<void>
}
