import { create } from 'zustand'

export type PanelName = 'receipts' | 'bench' | 'queues' | 'simulator' | 'settings'

export type InspectorTab = 'overview' | 'timeline' | 'body' | 'raw'
export const inspectorTabs: readonly InspectorTab[] = ['overview', 'timeline', 'body', 'raw']

type ShellState = {
  panel: PanelName
  tab: InspectorTab
  overlay: 'none' | 'palette' | 'shortcuts'
  /** A monitor whose change to consuming waits for a yes. */
  consuming: string | null
  notice: { text: string; hint: string | null } | null
}

export const useShell = create<ShellState>(() => ({
  panel: 'receipts',
  tab: 'overview',
  overlay: 'none',
  consuming: null,
  notice: null,
}))

export const setShell = useShell.setState
