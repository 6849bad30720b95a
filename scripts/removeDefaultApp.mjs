import { rmSync } from 'node:fs'
import { join } from 'node:path'

/** Electron's own welcome page is in every copy of its runtime; electron-builder leaves it in one that it is given. */
export function afterExtract({ appOutDir, electronPlatformName }) {
  const resources = electronPlatformName === 'darwin' ? 'Electron.app/Contents/Resources' : 'resources'
  rmSync(join(appOutDir, resources, 'default_app.asar'), { force: true })
}
