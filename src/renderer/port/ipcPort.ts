import { type IpcEnvelope, parseIpcEnvelope } from '../../contract/ipcEnvelope.ts'
import type { Port } from '../../contract/port.ts'

/** What the preload script exposes as `window.receiptscope`. */
export type IpcBridge = {
  send(envelope: unknown): void
  onFrame(listener: (envelope: unknown) => void): void
}

/** A port to the desktop host. The host opens its end at the first frame. */
export function createIpcPort(bridge: IpcBridge, id: string = crypto.randomUUID()): Port {
  const frameListeners: ((frame: unknown) => void)[] = []
  const closeListeners: (() => void)[] = []
  let open = true

  function end(): void {
    if (!open) return
    open = false
    for (const listener of closeListeners) listener()
  }

  bridge.onFrame(received => {
    const envelope = parseIpcEnvelope(received)
    if (!open || envelope?.port !== id) return
    if (envelope.kind === 'close') end()
    else for (const listener of frameListeners) listener(envelope.frame)
  })

  return {
    send: frame => {
      if (open) bridge.send({ port: id, kind: 'frame', frame } satisfies IpcEnvelope)
    },
    onFrame: listener => {
      frameListeners.push(listener)
    },
    onClose: listener => {
      closeListeners.push(listener)
    },
    close: () => {
      if (!open) return
      bridge.send({ port: id, kind: 'close' } satisfies IpcEnvelope)
      end()
    },
  }
}
