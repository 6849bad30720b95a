/**
 * One end of a channel that carries JSON values in order. A port is closed once and for good: `send` then does nothing,
 * and a listener added afterwards is told of the close at once. Frames that arrive before the first `onFrame` are kept.
 */
export type Port = {
  send(frame: unknown): void
  onFrame(listener: (frame: unknown) => void): void
  /** The reason is in words that can be shown; empty where the carrier gives none. */
  onClose(listener: (reason: string) => void): void
  close(reason?: string): void
}
