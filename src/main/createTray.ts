import { Menu, nativeImage, Tray } from 'electron'
import type { Status } from '../contract/status.ts'
import { describeStatus } from './describeStatus.ts'
import { resource } from './paths.ts'
import { words } from './words.ts'

export type TrayActions = {
  show(): void
  quit(): void
  pausing: { isPaused(): boolean; pause(paused: boolean): void }
}

/** Says what is running while no window does, and offers the way back. */
export function createTray({ show, quit, pausing }: TrayActions) {
  const tray = new Tray(trayImage())
  let status: Status | null = null
  let shown = ''

  function refresh(): void {
    const say = words()
    const state = status === null ? say.nothingRuns : describeStatus(status, say)
    const text = pausing.isPaused() ? say.paused : state
    if (text === shown) return
    shown = text
    tray.setToolTip(`${say.app}: ${text}`)
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: text, enabled: false },
        { type: 'separator' },
        { label: say.open, click: show },
        {
          label: say.pause,
          type: 'checkbox',
          checked: pausing.isPaused(),
          click: item => pause(item.checked),
        },
        { label: say.quit, click: quit },
      ]),
    )
  }

  function pause(paused: boolean): void {
    pausing.pause(paused)
    refresh()
  }

  // On macOS a click opens the menu already.
  if (process.platform !== 'darwin') tray.on('click', show)
  refresh()
  return {
    tell(told: Status): void {
      status = told
      refresh()
    },
    /** Says the same in the language that is spoken now. */
    refresh,
    destroy: () => tray.destroy(),
  }
}

const images: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'tray/trayTemplate.png',
  win32: 'icon.ico',
}

/** Electron finds the `@2x` file beside a PNG by its name; macOS colours a template by itself. */
function trayImage() {
  const image = nativeImage.createFromPath(resource(images[process.platform] ?? 'tray/tray.png'))
  if (process.platform === 'darwin') image.setTemplateImage(true)
  return image
}
