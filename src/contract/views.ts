import type { ViewId } from './brand.ts'

/** A query saved under a name; in the order of the window. */
export type SavedView = { id: ViewId; name: string; query: string }

/** How many receipts a query finds; `partial` where there were too many to count in time. */
export type QueryCount = { query: string; matching: number; partial: boolean }

/** `counts` names each query once, saved ones and those asked for, as far as they were counted. */
export type ViewsItem = { views: SavedView[]; counts: QueryCount[] }

export type ViewCalls = {
  'views.list': { input: null; output: SavedView[] }
  /** A new one at the end without an `id`, else another name or query for it. A name belongs to one view. */
  'views.save': { input: { id: ViewId | null; name: string; query: string }; output: SavedView }
  /** Names the views in their new order; those not named follow as they were. */
  'views.reorder': { input: { ids: ViewId[] }; output: SavedView[] }
  'views.remove': { input: { id: ViewId }; output: null }
}

export type ViewStreams = {
  /** The saved views and their live counts; `others` are queries that are counted too. */
  'views.watch': { input: { others: string[] }; item: ViewsItem }
}
