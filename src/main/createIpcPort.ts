import type { WebContents } from 'electron'
import { createPort } from '../contract/createPort.ts'
import { type IpcEnvelope, ipcChannel } from '../contract/ipcEnvelope.ts'

/** The host's end of the port with this id, over the page that `contents` shows. */
export function createIpcPort(contents: WebContents, id: string) {
  function post(envelope: IpcEnvelope): void {
    if (!contents.isDestroyed() && !contents.isCrashed()) contents.send(ipcChannel, envelope)
  }
  const { port, received } = createPort({
    send: frame => post({ port: id, kind: 'frame', frame }),
    close: reason => post({ port: id, kind: 'close', reason }),
  })
  return { id, port, received }
}

export type HostPort = ReturnType<typeof createIpcPort>
