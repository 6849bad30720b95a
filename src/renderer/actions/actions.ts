import type { Words } from '../words/en.ts'
import type { Bindings } from './keyMap.ts'

export type ActionId = keyof Words['action']
export type ActionGroup = 'goTo' | 'receipts' | 'view' | 'help'

/** Every action of the window and where it stands in the palette. */
export const actionGroups: Record<ActionId, ActionGroup> = {
  showReceipts: 'goTo',
  showSettings: 'goTo',
  focusQuery: 'receipts',
  togglePause: 'receipts',
  showNewest: 'receipts',
  nextRow: 'receipts',
  previousRow: 'receipts',
  pageDown: 'receipts',
  pageUp: 'receipts',
  lastRow: 'receipts',
  openRow: 'receipts',
  closeRow: 'receipts',
  nextFailure: 'receipts',
  previousFailure: 'receipts',
  copyRow: 'receipts',
  togglePin: 'receipts',
  nextTab: 'receipts',
  previousTab: 'receipts',
  toggleTimes: 'view',
  toggleMask: 'view',
  toggleDensity: 'view',
  themeLight: 'view',
  themeDark: 'view',
  themeSystem: 'view',
  languageEnglish: 'view',
  languageChinese: 'view',
  languageSystem: 'view',
  resetColumns: 'view',
  openPalette: 'help',
  showShortcuts: 'help',
}

export const actionIds = Object.keys(actionGroups) as ActionId[]

export const defaultBindings: Bindings<ActionId> = {
  showReceipts: ['Mod+1'],
  showSettings: ['Mod+7'],
  focusQuery: ['/'],
  togglePause: ['Space'],
  showNewest: ['Home'],
  nextRow: ['j', 'ArrowDown'],
  previousRow: ['k', 'ArrowUp'],
  pageDown: ['PageDown'],
  pageUp: ['PageUp'],
  lastRow: ['End'],
  openRow: ['Enter'],
  closeRow: ['Escape'],
  nextFailure: ['n'],
  previousFailure: ['Shift+n'],
  copyRow: ['c'],
  togglePin: ['p'],
  nextTab: [']'],
  previousTab: ['['],
  toggleTimes: ['t'],
  toggleMask: ['m'],
  toggleDensity: [],
  themeLight: [],
  themeDark: [],
  themeSystem: [],
  languageEnglish: [],
  languageChinese: [],
  languageSystem: [],
  resetColumns: [],
  openPalette: ['Mod+k'],
  showShortcuts: ['?'],
}
