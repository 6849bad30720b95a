import { BrowserWindow, Notification } from 'electron'
import type { Firing } from '../contract/alerts.ts'
import type { Opening } from './parseOpening.ts'
import { parseView } from './parseOpening.ts'
import { words } from './words.ts'

/** Shows a notification of the system, unless somebody is looking at a window, which says it itself. */
export function createNotifier(show: (opening: Opening | null) => void): (firing: Firing) => void {
  /** Kept from the collector until they are closed, or a click would find nobody. */
  const shown = new Set<Notification>()

  return ({ subject, name, text, query }) => {
    if (BrowserWindow.getFocusedWindow() || !Notification.isSupported()) return
    const say = words()
    const body = say.pick(text).slice(0, 300)
    const notification = new Notification({ title: subject.kind === 'rule' ? name : say.app, body })
    shown.add(notification)
    notification.on('click', () => show(query === null ? null : parseView(query)))
    notification.on('close', () => shown.delete(notification))
    notification.show()
  }
}
