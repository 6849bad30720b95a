import { create } from 'zustand'

export type PanelName = 'receipts' | 'pushes' | 'bench' | 'queues' | 'simulator' | 'insights' | 'settings'

export const inspectorTabs = ['overview', 'timeline', 'body', 'raw', 'signature', 'replay'] as const
export type InspectorTab = (typeof inspectorTabs)[number]

/** What happened, said once. One that has more to say, or something to be done about it, stays until it was seen. */
type Notice = { text: string; hint: string | null; action?: { title: string; run: () => void } }

export type ShellState = {
  panel: PanelName
  insights: 'figures' | 'reconcile'
  /** The SQL console takes the place of the list of receipts. */
  sql: boolean
  tab: InspectorTab
  /** What is done with several receipts: it takes the place of looking at one. */
  task: 'none' | 'replay' | 'compare'
  overlay: 'none' | 'palette' | 'shortcuts'
  /** A monitor whose change to taking messages waits for a yes. */
  taking: { id: string; mode: 'lease' | 'consume' } | null
  /** The ways to begin stand in the place of the receipts. */
  firstRun: 'choices' | 'connect' | 'endpoint' | null
  notice: Notice | null
}

export const useShell = create<ShellState>(() => ({
  panel: 'receipts',
  insights: 'figures',
  sql: false,
  tab: 'overview',
  task: 'none',
  overlay: 'none',
  taking: null,
  firstRun: null,
  notice: null,
}))

export const setShell = useShell.setState
