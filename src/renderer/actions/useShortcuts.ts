import { useEffect } from 'react'
import { useServices } from '../state/services.ts'
import { useShell } from '../state/shell.ts'
import { type ActionId, isForEveryPanel } from './actions.ts'
import { chordOf } from './chord.ts'
import { actionFor, belongsToFocus } from './keyMap.ts'
import { runAction } from './runAction.ts'
import { useBindings } from './useActions.ts'

/** Whether one makes sense while something stands in the place of that list. */
const isForItsPlace = (id: ActionId) => isForEveryPanel(id) || id === 'closeRow'

/** Listens for every shortcut of the window. A dialog that is open has the keyboard to itself. */
export function useShortcuts(): void {
  const services = useServices()
  const bindings = useBindings()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const chord = chordOf(event)
      if (chord === null || event.defaultPrevented || event.isComposing) return
      const { overlay, taking, panel, sql, firstRun } = useShell.getState()
      const id = actionFor(bindings, chord)
      if (id === null || overlay !== 'none' || taking !== null) return
      if (panel !== 'receipts' && !isForEveryPanel(id)) return
      if ((sql || firstRun !== null) && !isForItsPlace(id)) return
      if (event.target instanceof HTMLElement && belongsToFocus(chord, placeOf(event.target))) return
      event.preventDefault()
      runAction(id, services)
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [services, bindings])
}

const placeOf = (element: HTMLElement) => ({
  tagName: element.tagName,
  isContentEditable: element.isContentEditable,
  type: element instanceof HTMLInputElement ? element.type : '',
  role: element.getAttribute('role'),
})
