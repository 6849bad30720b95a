import type { Port } from './port.ts'

export type Carrier = {
  send(frame: unknown): void
  /** Asked for once at most. */
  close(reason: string): void
}

/** Builds a port that keeps the rules of every port; the adapter says what was received and when it was closed. */
export function createPort(carrier: Carrier) {
  const early: unknown[] = []
  const frameListeners: ((frame: unknown) => void)[] = []
  const closeListeners: ((reason: string) => void)[] = []
  let closedBecause: string | null = null

  function closed(reason: string) {
    if (closedBecause !== null) return
    closedBecause = reason
    early.length = 0
    for (const listener of closeListeners.splice(0)) listener(reason)
  }
  const port: Port = {
    send(frame) {
      if (closedBecause === null) carrier.send(frame)
    },
    onFrame(listener) {
      frameListeners.push(listener)
      for (const frame of early.splice(0)) listener(frame)
    },
    onClose(listener) {
      if (closedBecause === null) closeListeners.push(listener)
      else listener(closedBecause)
    },
    close(reason = 'closed by this side') {
      if (closedBecause !== null) return
      closed(reason)
      carrier.close(reason)
    },
  }
  return {
    port,
    received(frame: unknown) {
      if (closedBecause !== null) return
      if (frameListeners.length === 0) early.push(frame)
      for (const listener of frameListeners) listener(frame)
    },
    closed,
  }
}
