import { ApiError } from '../../contract/apiError.ts'
import type { Client } from '../../contract/rpc/createClient.ts'
import { setPreferences, usePreferences } from '../state/preferences.ts'

/** Views once were a preference of one window; they move to where every window finds them, under a free name each. */
export async function moveViews(client: Pick<Client, 'call'>): Promise<void> {
  const { views } = usePreferences.getState()
  if (views.length === 0) return
  setPreferences({ views: [] })
  for (const [index, view] of views.entries()) {
    try {
      await moveView(client, view)
    } catch {
      setPreferences({ views: [...views.slice(index), ...usePreferences.getState().views] })
      return
    }
  }
}

async function moveView(client: Pick<Client, 'call'>, view: { name: string; query: string }): Promise<void> {
  const known = await client.call('views.list', null)
  if (known.some(({ query }) => query === view.query)) return
  const names = new Set(known.map(({ name }) => name.toLowerCase()))
  const base = view.name.trim().slice(0, 70)
  let name = base
  for (let number = 2; names.has(name.toLowerCase()); number++) name = `${base} ${number}`
  try {
    await client.call('views.save', { id: null, name, query: view.query })
  } catch (error) {
    // A query that can't be read was of no use; nothing is gained by trying again.
    if (!(error instanceof ApiError) || error.code !== 'bad-input') throw error
  }
}
