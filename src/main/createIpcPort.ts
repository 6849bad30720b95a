import type { WebContents } from 'electron'
import { createPort } from '../contract/createPort.ts'
import { type IpcEnvelope, ipcChannel } from '../contract/ipcEnvelope.ts'

/** The host's end of the port with this id, over the page that `contents` shows. */
export function createIpcPort(contents: WebContents, id: string) {
  /** A page can end between two events, and sending to it then throws; the event that closes the port is on its way. */
  function post(envelope: IpcEnvelope): void {
    if (contents.isDestroyed() || contents.isCrashed()) return
    try {
      contents.send(ipcChannel, envelope)
    } catch {
      closed('the page is gone')
    }
  }
  const { port, received, closed } = createPort({
    send: frame => post({ port: id, kind: 'frame', frame }),
    close: reason => post({ port: id, kind: 'close', reason }),
  })
  return { id, port, received }
}

export type HostPort = ReturnType<typeof createIpcPort>
