/** What can happen to a message, in a queue or on its way from a topic. */
export type TraceKind =
  | 'sent'
  | 'delayed'
  | 'received'
  | 'made-visible'
  | 'visibility-changed'
  | 'deleted'
  | 'expired'
  | 'published'
  | 'push-attempt'
  | 'pushed'
  | 'given-up'

export type TraceEvent = {
  /** Simulated milliseconds since 1970. */
  readonly at: number
  readonly messageId: string
  readonly kind: TraceKind
  /** `queues/<name>`, `topics/<name>` or `topics/<name>/subscriptions/<name>`. */
  readonly place: string
  /** Who did it, where someone did: an access key id and an address. */
  readonly by?: string | undefined
  /** What else is worth knowing: an answer's status, a next visible time, a reason. */
  readonly detail?: Readonly<Record<string, string | number | boolean>> | undefined
}

/** The latest events of all messages, and counters that never forget. */
export type Trace = {
  record(event: TraceEvent): void
  /** The events of one message that are still remembered, oldest first. */
  of(messageId: string): TraceEvent[]
  /** The latest events of all messages, oldest first. */
  latest(limit: number): TraceEvent[]
  /** How often each kind happened, in all and by place. */
  counters(): {
    total: Partial<Record<TraceKind, number>>
    places: Record<string, Partial<Record<TraceKind, number>>>
  }
  clear(): void
}

/** A ring of events: bounded however long the simulator runs. */
export function createTrace(capacity = 65_536): Trace {
  let ring: TraceEvent[] = []
  let next = 0
  const places = new Map<string, Map<TraceKind, number>>()

  const inOrder = () => [...ring.slice(next), ...ring.slice(0, next)]
  return {
    record(event) {
      ring[next] = event
      next = next + 1 === capacity ? 0 : next + 1
      const counts = places.get(event.place) ?? new Map<TraceKind, number>()
      if (counts.size === 0) places.set(event.place, counts)
      counts.set(event.kind, (counts.get(event.kind) ?? 0) + 1)
    },
    of: messageId =>
      inOrder()
        .filter(event => event.messageId === messageId)
        .sort((a, b) => a.at - b.at),
    latest: limit => (limit > 0 ? inOrder().slice(-limit) : []),
    counters() {
      const total: Partial<Record<TraceKind, number>> = {}
      for (const counts of places.values()) {
        for (const [kind, count] of counts) total[kind] = (total[kind] ?? 0) + count
      }
      return {
        total,
        places: Object.fromEntries([...places].map(([name, counts]) => [name, Object.fromEntries(counts)])),
      }
    },
    clear() {
      ring = []
      next = 0
      places.clear()
    },
  }
}
