/**
 * The places of the window, in the order of its rail and its menus. Each is gone to by an action of the window, with these
 * keys unless a person chose others; of several, menus show the last.
 */
export const places = {
  receipts: { action: 'showReceipts', chords: ['Mod+1'] },
  sql: { action: 'toggleSql', chords: ['q'] },
  pushes: { action: 'showPushes', chords: ['Mod+2'] },
  bench: { action: 'showBench', chords: ['Mod+3'] },
  queues: { action: 'showQueues', chords: ['Mod+4'] },
  simulator: { action: 'showSimulator', chords: ['Mod+5'] },
  insights: { action: 'showInsights', chords: ['Mod+6'] },
  reconcile: { action: 'showReconcile', chords: ['Mod+8'] },
  settings: { action: 'showSettings', chords: ['Mod+7', 'Mod+,'] },
} as const satisfies Record<string, { action: string; chords: readonly string[] }>

export type Place = keyof typeof places

export const placeNames = Object.keys(places) as Place[]

export const isPlace = (name: string | null): name is Place => name !== null && Object.hasOwn(places, name)
