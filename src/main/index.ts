import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'
import { registerAppScheme, windowUrl } from './appScheme.ts'

async function openWindow(): Promise<void> {
  const window = new BrowserWindow({
    webPreferences: { preload: join(import.meta.dirname, '../preload/index.cjs') },
  })
  await window.loadURL(windowUrl)
}

registerAppScheme()
void app.whenReady().then(openWindow)
