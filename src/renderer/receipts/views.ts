import { useEffect, useState } from 'react'
import type { ViewId } from '../../contract/brand.ts'
import type { ViewsItem } from '../../contract/views.ts'
import { useServices } from '../state/services.ts'
import { useWords } from '../words/useWords.ts'
import { moveViews } from './moveViews.ts'

/** `id` is null of those that every window has. */
export type View = { id: ViewId | null; name: string; query: string }

const given = [
  { word: 'all', query: '' },
  { word: 'failed', query: 'status:failed' },
  { word: 'slow', query: 'latency>30s' },
  { word: 'replies', query: 'status:inbound' },
  { word: 'pushes', query: 'via:push' },
] as const

const others = given.map(({ query }) => query).filter(query => query !== '')

/**
 * Filters one click away, given and saved, and how many receipts each finds, by its query; not counted while nobody looks.
 * Each is a query, so that it can be read, changed and learnt from.
 */
export function useViews(): { views: View[]; counts: Map<string, number> } {
  const { view: words } = useWords()
  const { client } = useServices()
  const isVisible = useVisible()
  const [{ views, counts }, setItem] = useState<ViewsItem>({ views: [], counts: [] })
  useEffect(() => {
    if (!isVisible) return
    return client.open('views.watch', { input: () => ({ others }), onItem: setItem })
  }, [client, isVisible])
  useEffect(() => void moveViews(client), [client])
  return {
    views: [...given.map(({ word, query }) => ({ id: null, name: words[word], query })), ...views],
    counts: new Map(counts.map(({ query, matching }) => [query, matching])),
  }
}

function useVisible(): boolean {
  const [isVisible, setVisible] = useState(document.visibilityState === 'visible')
  useEffect(() => {
    const look = () => setVisible(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  return isVisible
}
