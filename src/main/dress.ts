import { nativeTheme } from 'electron'

/** Menus, dialogs and the ground of a new window in the window's own choice of theme; anything else is the system's. */
export function dress(theme: unknown): void {
  const source = theme === 'light' || theme === 'dark' ? theme : 'system'
  if (nativeTheme.themeSource !== source) nativeTheme.themeSource = source
}
