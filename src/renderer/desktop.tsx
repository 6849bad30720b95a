import { createIpcConnector, type IpcBridge } from './port/ipcPort.ts'
import { startWindow } from './startWindow.tsx'

declare global {
  interface Window {
    receiptscope: IpcBridge
  }
}

void startWindow(createIpcConnector(window.receiptscope))
