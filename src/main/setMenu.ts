import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import { openExternally } from './openExternally.ts'
import { words } from './words.ts'

const documentation = 'https://help.aliyun.com/zh/sms/'

export type MenuActions = {
  newWindow(): void
  keepRunning: { get(): boolean; set(keep: boolean): void }
}

/** The menu bar as the platform has it: on macOS the app's own menu comes first and quits. */
export function setMenu({ newWindow, keepRunning }: MenuActions): void {
  const say = words()
  const isMac = process.platform === 'darwin'
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const file: MenuItemConstructorOptions[] = [
    { label: say.newWindow, accelerator: 'CmdOrCtrl+Shift+N', click: newWindow },
    separator,
    {
      label: say.keepRunning,
      type: 'checkbox',
      checked: keepRunning.get(),
      click: item => keepRunning.set(item.checked),
    },
    separator,
    { role: isMac ? 'close' : 'quit' },
  ]
  const view: MenuItemConstructorOptions[] = [
    { role: 'reload' },
    separator,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    separator,
    { role: 'togglefullscreen' },
    ...(app.isPackaged ? [] : ([separator, { role: 'toggleDevTools' }] as const)),
  ]
  const help: MenuItemConstructorOptions[] = [
    { label: say.documentation, click: () => openExternally(documentation) },
    ...(isMac ? [] : ([separator, { role: 'about' }] as const)),
  ]
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? ([{ role: 'appMenu' }] as const) : []),
      { label: say.file, submenu: file },
      { label: say.edit, role: 'editMenu' },
      { label: say.view, submenu: view },
      { label: say.window, role: 'windowMenu' },
      { label: say.help, role: 'help', submenu: help },
    ]),
  )
}
