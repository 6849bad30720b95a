import type { ApiError } from '../../contract/apiError.ts'
import type { ReceiptId, Seq } from '../../contract/brand.ts'
import { type Choice, noChoice } from './choice.ts'
import type { RowWindow } from './rowWindow.ts'

/** What became of the last change of the filter; the rows are those of `query` in every case. */
type QueryState =
  | { kind: 'in-force' }
  | { kind: 'checking'; query: string }
  | { kind: 'refused'; query: string; error: ApiError }

export type ReceiptsState = {
  /** Rises whenever `rows` changed; the rows themselves are changed in place. */
  version: number
  rows: RowWindow
  query: string
  queryState: QueryState
  /** False until the first page of the first query is here. */
  ready: boolean
  failure: ApiError | null
  paused: boolean
  /** True while new rows may enter at the top: nothing is being read. */
  following: boolean
  loadingOlder: boolean
  /** True when a search for older rows ended by its deadline: it goes on where it is asked to. */
  stoppedEarly: boolean
  /** How many stored rows the query finds; null where that is everything or not yet known. */
  matching: number | null
  /** The count ended by its deadline: it is the least there are. */
  matchingPartial: boolean
  /** The row that is open, and from where keys move. */
  selected: { id: ReceiptId; seq: Seq | null } | null
  /** The rows that are acted on together. */
  chosen: Choice
}

export const firstState = (rows: RowWindow, query: string, selected: ReceiptId | null): ReceiptsState => ({
  version: 0,
  rows,
  query,
  queryState: { kind: 'checking', query },
  ready: false,
  failure: null,
  paused: false,
  following: true,
  loadingOlder: false,
  stoppedEarly: false,
  matching: null,
  matchingPartial: false,
  selected: selected === null ? null : { id: selected, seq: null },
  chosen: noChoice,
})

/** What the list shows or is about to: what a further step starts from. */
export const wantedQuery = ({ query, queryState }: ReceiptsState): string =>
  queryState.kind === 'checking' ? queryState.query : query
