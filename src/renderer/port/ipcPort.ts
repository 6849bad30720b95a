import { createPort } from '../../contract/createPort.ts'
import { type IpcEnvelope, parseIpcEnvelope } from '../../contract/ipcEnvelope.ts'
import type { Port } from '../../contract/port.ts'

/** What the preload script exposes as `window.receiptscope`. */
export type IpcBridge = {
  send(envelope: unknown): void
  onFrame(listener: (envelope: unknown) => void): void
}

/** A port to the desktop host. The host opens its end at the first frame. */
export function createIpcPort(bridge: IpcBridge, id: string = crypto.randomUUID()): Port {
  const { port, received, closed } = createPort({
    send: frame => bridge.send({ port: id, kind: 'frame', frame } satisfies IpcEnvelope),
    close: () => bridge.send({ port: id, kind: 'close' } satisfies IpcEnvelope),
  })
  bridge.onFrame(value => {
    const envelope = parseIpcEnvelope(value)
    if (envelope?.port !== id) return
    if (envelope.kind === 'close') closed('the program closed the connection')
    else received(envelope.frame)
  })
  return port
}
