import { app, type MenuItemConstructorOptions } from 'electron'
import { type Place, placeNames } from '../contract/places.ts'
import { acceleratorAt } from './acceleratorOf.ts'
import { openExternally } from './openExternally.ts'
import type { Words } from './words.ts'

const documentation = 'https://help.aliyun.com/zh/sms/'

type Item = MenuItemConstructorOptions
type Role = Item & { role: NonNullable<Item['role']>; label: string }

export type MenuActions = {
  newWindow(): void
  importFiles(): void
  goTo(place: Place): void
  keepRunning: { get(): boolean; set(keep: boolean): void }
}

export const placeItem = (place: Place) => `place.${place}`

/**
 * The menu bar as the platform has it: on macOS the app's own menu comes first, with its settings and its end; elsewhere
 * they are in File. Every item has words of ours, since those of Electron's roles are English only.
 */
export function menuTemplate(actions: MenuActions, shortcuts: unknown, say: Words): Item[] {
  const isMac = process.platform === 'darwin'
  const own = [...(isMac ? [appMenu(actions, shortcuts, say)] : []), fileMenu(actions, shortcuts, say, isMac)]
  return [
    ...own,
    { label: say.edit, submenu: editMenu(say, isMac) },
    { label: say.view, submenu: viewMenu(actions, shortcuts, say) },
    { label: say.window, role: 'window', submenu: windowMenu(say, isMac) },
    { label: say.help, role: 'help', submenu: helpMenu(say, isMac) },
  ]
}

const separator: Item = { type: 'separator' }

function appMenu(actions: MenuActions, shortcuts: unknown, say: Words): Item {
  const services: Role[] = [
    { role: 'hide', label: say.hide },
    { role: 'hideOthers', label: say.hideOthers },
    { role: 'unhide', label: say.unhide },
  ]
  return {
    label: say.app,
    submenu: [
      { role: 'about', label: say.about },
      separator,
      settings(actions, shortcuts, say),
      separator,
      { role: 'services', label: say.services },
      separator,
      ...services,
      separator,
      { role: 'quit', label: say.quit },
    ],
  }
}

function fileMenu(actions: MenuActions, shortcuts: unknown, say: Words, isMac: boolean): Item {
  const { newWindow, importFiles, keepRunning } = actions
  const end: Item[] = isMac
    ? [{ role: 'close', label: say.closeWindow }]
    : [settings(actions, shortcuts, say), separator, { role: 'quit', label: say.quit }]
  return {
    label: say.file,
    submenu: [
      { label: say.newWindow, accelerator: 'CommandOrControl+Shift+N', click: newWindow },
      separator,
      { label: say.importFiles, accelerator: 'CommandOrControl+O', click: importFiles },
      separator,
      {
        label: say.keepRunning,
        type: 'checkbox',
        checked: keepRunning.get(),
        click: item => keepRunning.set(item.checked),
      },
      separator,
      ...end,
    ],
  }
}

const settings = (actions: MenuActions, shortcuts: unknown, say: Words): Item => ({
  ...placeEntry('settings', actions, shortcuts),
  label: say.settings,
})

function editMenu(say: Words, isMac: boolean): Item[] {
  const changes: Role[] = [
    { role: 'undo', label: say.undo },
    { role: 'redo', label: say.redo },
  ]
  const texts: Role[] = [
    { role: 'cut', label: say.cut },
    { role: 'copy', label: say.copy },
    { role: 'paste', label: say.paste },
    ...(isMac ? [{ role: 'pasteAndMatchStyle', label: say.pasteAndMatchStyle } as const] : []),
    { role: 'delete', label: say.delete },
    { role: 'selectAll', label: say.selectAll },
  ]
  return [...changes, separator, ...texts]
}

function viewMenu(actions: MenuActions, shortcuts: unknown, say: Words): Item[] {
  const panels = placeNames
    .filter(place => place !== 'settings')
    .map(place => ({
      ...placeEntry(place, actions, shortcuts),
      label: say.place[place],
      type: 'checkbox' as const,
    }))
  const zooms: Role[] = [
    { role: 'resetZoom', label: say.resetZoom },
    { role: 'zoomIn', label: say.zoomIn },
    { role: 'zoomOut', label: say.zoomOut },
  ]
  return [
    ...panels,
    separator,
    { role: 'reload', label: say.reloadWindow },
    separator,
    ...zooms,
    separator,
    { role: 'togglefullscreen', label: say.fullScreen },
    ...(app.isPackaged ? [] : [separator, { role: 'toggleDevTools', label: say.devTools } as const]),
  ]
}

/** The page answers to these keys itself and knows when a dialog has them; where it can be said, they are only shown. */
function placeEntry(place: Place, { goTo }: MenuActions, shortcuts: unknown): Item {
  const accelerator = acceleratorAt(place, shortcuts)
  return {
    id: placeItem(place),
    click: () => goTo(place),
    ...(accelerator !== null && { accelerator, registerAccelerator: false }),
  }
}

function windowMenu(say: Words, isMac: boolean): Item[] {
  return [
    { role: 'minimize', label: say.minimize },
    { role: 'zoom', label: say.zoom },
    ...(isMac
      ? [separator, { role: 'front', label: say.front } as const]
      : [{ role: 'close', label: say.closeWindow } as const]),
  ]
}

function helpMenu(say: Words, isMac: boolean): Item[] {
  return [
    { label: say.documentation, click: () => openExternally(documentation) },
    ...(isMac ? [] : [separator, { role: 'about', label: say.about } as const]),
  ]
}
