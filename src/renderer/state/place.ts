import type { Place } from '../../contract/places.ts'
import { type ShellState, setShell } from './shell.ts'

type Shown = Pick<ShellState, 'panel' | 'sql' | 'insights'>

/** Where the window is, as its address and its menus name it. */
export function placeOf({ panel, sql, insights }: Shown): Place {
  if (panel === 'receipts') return sql ? 'sql' : 'receipts'
  if (panel === 'insights') return insights === 'reconcile' ? 'reconcile' : 'insights'
  return panel
}

export function goTo(place: Place): void {
  setShell(shownAt(place))
}

function shownAt(place: Place): Partial<Shown> {
  switch (place) {
    case 'receipts':
    case 'sql':
      return { panel: 'receipts', sql: place === 'sql' }
    case 'insights':
      return { panel: 'insights', insights: 'figures' }
    case 'reconcile':
      return { panel: 'insights', insights: 'reconcile' }
    case 'pushes':
    case 'bench':
    case 'queues':
    case 'simulator':
    case 'settings':
      return { panel: place }
    default:
      return place satisfies never
  }
}
