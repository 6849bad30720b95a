import { BrowserWindow, Notification } from 'electron'
import type { Trouble } from './watchTrouble.ts'
import { words } from './words.ts'

/** Shows a notification of the system, unless somebody is looking at a window, which says it itself. */
export function createNotifier(onClick: () => void): (trouble: Trouble) => void {
  /** Kept from the collector until they are closed, or a click would find nobody. */
  const shown = new Set<Notification>()

  return trouble => {
    if (BrowserWindow.getFocusedWindow() || !Notification.isSupported()) return
    const say = words()
    const title = trouble.kind === 'store' ? say.storeTrouble : say.monitorTrouble(trouble.queue)
    const notification = new Notification({ title, body: trouble.reason.slice(0, 300) })
    shown.add(notification)
    notification.on('click', onClick)
    notification.on('close', () => shown.delete(notification))
    notification.show()
  }
}
