import { useMemo } from 'react'
import { usePreferences } from '../state/preferences.ts'
import { useServices } from '../state/services.ts'
import { type ActionId, defaultBindings } from './actions.ts'
import { type Bindings, bind } from './keyMap.ts'
import { runAction } from './runAction.ts'

export function useBindings(): Bindings<ActionId> {
  const shortcuts = usePreferences(state => state.shortcuts)
  return useMemo(() => bind(defaultBindings, shortcuts), [shortcuts])
}

export function useActions() {
  const services = useServices()
  const bindings = useBindings()
  return {
    run: (id: ActionId) => runAction(id, services),
    keysOf: (id: ActionId): string[] => [...bindings[id]],
  }
}
