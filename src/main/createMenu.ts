import { Menu } from 'electron'
import { type Place, placeNames } from '../contract/places.ts'
import { type MenuActions, menuTemplate, placeItem } from './menuTemplate.ts'
import { words } from './words.ts'

/** The menu bar: made anew when what it says changes, its marks moved when another window or panel comes to the front. */
export function createMenu(actions: MenuActions & { placeNow(): Place | null }) {
  let menu: Menu | null = null
  let shortcuts: unknown = null
  let shown = ''

  function mark(): void {
    const now = actions.placeNow()
    for (const place of placeNames) {
      const item = menu?.getMenuItemById(placeItem(place))
      if (item?.type === 'checkbox') item.checked = place === now
    }
  }

  function make(): void {
    const say = words()
    const known = JSON.stringify([say.file, shortcuts])
    if (known === shown) return
    shown = known
    // A click turns an item's own mark over, whatever comes of it.
    const goTo = (place: Place) => {
      actions.goTo(place)
      mark()
    }
    menu = Menu.buildFromTemplate(menuTemplate({ ...actions, goTo }, shortcuts, say))
    Menu.setApplicationMenu(menu)
    mark()
  }

  make()
  return {
    mark,
    /** Says the same in the language that is spoken now, with the keys that were chosen in the window. */
    refresh(chosen: unknown): void {
      shortcuts = chosen
      make()
    },
  }
}
