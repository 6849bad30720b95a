import type { TraceEvent } from '../../contract/simulator.ts'

/** A message as the latest events know it. */
export type TracedMessage = { messageId: string; last: TraceEvent; events: number }

/** The messages of these events, the one that something happened to last first. */
export function traceMessages(events: readonly TraceEvent[]): TracedMessage[] {
  const found = new Map<string, TracedMessage>()
  for (const event of events) {
    const { messageId } = event
    const known = found.get(messageId)
    found.delete(messageId)
    found.set(messageId, { messageId, last: event, events: (known?.events ?? 0) + 1 })
  }
  return [...found.values()].reverse()
}
