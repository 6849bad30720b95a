import { contextBridge, ipcRenderer } from 'electron'
import { ipcChannel } from '../contract/ipcEnvelope.ts'

contextBridge.exposeInMainWorld('receiptscope', {
  send: (envelope: unknown) => ipcRenderer.send(ipcChannel, envelope),
  onFrame: (listener: (envelope: unknown) => void) => {
    ipcRenderer.on(ipcChannel, (_event, envelope: unknown) => listener(envelope))
  },
})
