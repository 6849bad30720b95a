import { Menu, nativeImage, Tray } from 'electron'
import type { Status } from '../contract/status.ts'
import { describeStatus } from './describeStatus.ts'
import { resource } from './paths.ts'
import { words } from './words.ts'

export type TrayActions = { show(): void; quit(): void }

/** Says what is running while no window does, and offers the way back. Returns what tells it the newest status. */
export function createTray({ show, quit }: TrayActions): (status: Status) => void {
  const say = words()
  const tray = new Tray(trayImage())
  let shown = ''

  function tell(state: string): void {
    if (state === shown) return
    shown = state
    tray.setToolTip(`${say.app}: ${state}`)
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: state, enabled: false },
        { type: 'separator' },
        { label: say.open, click: show },
        { label: say.quit, click: quit },
      ]),
    )
  }

  tray.on('click', show)
  tell(say.nothingRuns)
  return status => tell(describeStatus(status, say))
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
