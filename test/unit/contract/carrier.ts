import type { Port } from '../../../src/contract/port.ts'

/** A way from a client to the answering side: what the port suite needs of a kind of port. */
type Carrier = {
  connect(): Promise<Port>
  /** Breaks every connection from outside, as a crash, a killed socket or a reload does. */
  sever(): void
  stop(): Promise<void>
}

/** Every port the answering side gets is handed to `accept`. */
export type StartCarrier = (accept: (port: Port) => void) => Promise<Carrier>
