import { createPort } from '../../contract/createPort.ts'
import { type IpcEnvelope, parseIpcEnvelope } from '../../contract/ipcEnvelope.ts'
import type { Port } from '../../contract/port.ts'

/** What the preload script exposes as `window.receiptscope`. */
export type IpcBridge = {
  send(envelope: unknown): void
  onFrame(listener: (envelope: unknown) => void): void
}

/**
 * Opens ports to the desktop host, one at a time: a page's next port ends the one before. The host opens its end at the
 * first frame.
 */
export function createIpcConnector(bridge: IpcBridge, drawId: () => string = () => crypto.randomUUID()) {
  let current: { id: string; received(frame: unknown): void; closed(reason: string): void } | null = null

  bridge.onFrame(value => {
    const envelope = parseIpcEnvelope(value)
    if (!current || envelope?.port !== current.id) return
    if (envelope.kind === 'close') current.closed(envelope.reason)
    else current.received(envelope.frame)
  })

  return function connect(): Promise<Port> {
    const id = drawId()
    const post = (envelope: IpcEnvelope) => bridge.send(envelope)
    const { port, received, closed } = createPort({
      send: frame => post({ port: id, kind: 'frame', frame }),
      close: reason => post({ port: id, kind: 'close', reason }),
    })
    current?.closed('another connection took its place')
    current = { id, received, closed }
    return Promise.resolve(port)
  }
}
