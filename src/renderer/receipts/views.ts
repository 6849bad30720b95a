import { usePreferences } from '../state/preferences.ts'
import { useWords } from '../words/useWords.ts'

export type View = { name: string; query: string; saved: boolean }

const given = [
  { word: 'all', query: '' },
  { word: 'failed', query: 'status:failed' },
  { word: 'slow', query: 'latency>30s' },
  { word: 'replies', query: 'status:inbound' },
  { word: 'pushes', query: 'via:push' },
] as const

/** Filters one click away, given and saved. Each is a query, so that it can be read, changed and learnt from. */
export function useViews(): View[] {
  const { view: words } = useWords()
  const saved = usePreferences(state => state.views)
  return [
    ...given.map(({ word, query }) => ({ name: words[word], query, saved: false })),
    ...saved.map(view => ({ ...view, saved: true })),
  ]
}
