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

/** macOS colours a template image by itself, and finds the `@2x` file beside it by its name. */
function trayImage() {
  const isMac = process.platform === 'darwin'
  const image = nativeImage.createFromPath(resource(isMac ? 'tray/trayTemplate.png' : 'tray/tray.png'))
  if (isMac) image.setTemplateImage(true)
  return image
}
