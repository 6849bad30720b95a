/** One end of a channel that carries JSON values in order. A port is closed once and for good. */
export type Port = {
  send(frame: unknown): void
  onFrame(listener: (frame: unknown) => void): void
  onClose(listener: () => void): void
  close(): void
  /** Bytes or frames accepted by `send` and not yet handed on; 0 where the carrier doesn't say. */
  backlog?(): number
}
