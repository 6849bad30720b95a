import { create } from 'zustand'

export type PanelName = 'receipts' | 'pushes' | 'bench' | 'queues' | 'simulator' | 'settings'

export type InspectorTab = 'overview' | 'timeline' | 'body' | 'raw'
export const inspectorTabs: readonly InspectorTab[] = ['overview', 'timeline', 'body', 'raw']

type ShellState = {
  panel: PanelName
  tab: InspectorTab
  overlay: 'none' | 'palette' | 'shortcuts'
  /** A monitor whose change to taking messages waits for a yes. */
  taking: { id: string; mode: 'lease' | 'consume' } | null
  notice: { text: string; hint: string | null } | null
}

export const useShell = create<ShellState>(() => ({
  panel: 'receipts',
  tab: 'overview',
  overlay: 'none',
  taking: null,
  notice: null,
}))

export const setShell = useShell.setState
