import type {
  CertificateKindName,
  OutboxItem,
  SimulatorFaults,
  SimulatorPushes,
  SimulatorState,
  SimulatorTraffic,
  TraceEvent,
} from './simulator.ts'

/** What the window can do to the built-in simulator. All but the first fail with `unavailable` while it is off. */
export type SimulatorCalls = {
  /** A start after a stop keeps address and keys, and begins empty. */
  'simulator.switch': { input: { on: boolean }; output: null }
  'simulator.setTraffic': { input: { traffic: SimulatorTraffic; flowing: boolean }; output: null }
  /** So many SMS at once, whatever the traffic. */
  'simulator.burst': { input: { count: number }; output: null }
  'simulator.setFaults': { input: { faults: SimulatorFaults }; output: null }
  /** The speed first, then the jump; null leaves as it is. */
  'simulator.setClock': { input: { speed: number | null; jumpMs: number | null }; output: null }
  'simulator.setPushes': { input: SimulatorPushes; output: null }
  /** From now on pushes are signed with a new key; the earlier certificates can still be fetched. */
  'simulator.rotateCertificate': { input: { kind: CertificateKindName }; output: { url: string } }
  /** Ends every temporary credential, as if its time were up. */
  'simulator.expireTokens': { input: null; output: null }
  /** One message's life, or the latest events of all; oldest first. */
  'simulator.trace': { input: { messageId: string | null; limit: number }; output: { events: TraceEvent[] } }
  /** Newest first. */
  'simulator.outbox': { input: { limit: number }; output: { items: OutboxItem[] } }
  /** Forgets queues, topics, messages, and everything that was set. */
  'simulator.reset': { input: null; output: null }
}

export type SimulatorStreams = { 'simulator.watch': { input: null; item: SimulatorState } }
