import { createStore } from 'zustand/vanilla'
import type { ApiError } from '../../contract/apiError.ts'
import type { ReceiptId, Seq } from '../../contract/brand.ts'
import type { FeedItem } from '../../contract/receipt.ts'
import type { Client } from '../../contract/rpc/createClient.ts'
import { systemTimers, type Timers } from '../../contract/rpc/timers.ts'
import { RowWindow } from './rowWindow.ts'

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
  /** How many stored rows the query finds; null where that is everything or not yet known. */
  matching: number | null
  selected: { id: ReceiptId; seq: Seq | null } | null
}

type Options = {
  client: Pick<Client, 'call' | 'open'>
  query: string
  selected: ReceiptId | null
  /** Runs the callback before the next paint, or soon where nothing is painted. */
  nextFrame: (callback: () => void) => void
  timers?: Pick<Timers, 'after'>
}

const pageSize = 200
/** Milliseconds between two counts of a query that goes on matching new rows. */
const countEvery = 3_000
/** Milliseconds for which rows stand still after the pointer moved over them: nobody can hit a moving row. */
const pointerRest = 800

export type Receipts = ReturnType<typeof createReceipts>

export function createReceipts({ client, query, selected, nextFrame, timers = systemTimers }: Options) {
  const rows = new RowWindow()
  const store = createStore<ReceiptsState>(() => ({
    version: 0,
    rows,
    query,
    queryState: { kind: 'checking', query },
    ready: false,
    failure: null,
    paused: false,
    following: true,
    loadingOlder: false,
    matching: null,
    selected: selected === null ? null : { id: selected, seq: null },
  }))
  const { getState, setState } = store

  let stopCurrent = () => {}
  let stopCandidate = () => {}
  /** Rises with every query in force: an answer to an earlier one is thrown away. */
  let generation = 0
  let published = true
  let atTop = true
  let looking = { first: 0, last: 0 }
  let refilling = false
  let pointerMoves = false
  let cancelPointer = () => {}
  let cancelCount = () => {}

  function publish(): void {
    if (!published) return
    published = false
    nextFrame(() => {
      published = true
      rows.trim(looking.first)
      setState(state => ({ version: state.version + 1 }))
    })
  }

  function settle(): void {
    const { paused, following } = getState()
    if (paused || !following || pointerMoves) {
      rows.hold(paused)
    } else {
      rows.release()
      if (rows.overflown) void renewHead()
    }
    publish()
  }

  async function renewHead(): Promise<void> {
    const mine = generation
    rows.hold(false)
    rows.beginRenewal()
    try {
      const page = await client.call('receipts.page', {
        query: getState().query,
        before: null,
        limit: pageSize,
      })
      if (mine !== generation) return
      rows.renew(page.rows)
      rows.older = page.before
      settle()
    } catch (error) {
      fail(error, mine)
    }
  }

  function fail(error: unknown, mine: number): void {
    const known = error as ApiError
    if (mine === generation && known.code !== 'closed') setState({ failure: known })
  }

  function openFeed(wanted: string): void {
    stopCandidate()
    setState({ queryState: { kind: 'checking', query: wanted } })
    let inForce = false
    let isOver = false
    const takeOver = (item: FeedItem) => {
      inForce = true
      stopCurrent()
      stopCurrent = stop
      stopCandidate = () => {}
      generation += 1
      rows.reset(item.rows)
      atTop = true
      setState({
        query: wanted,
        queryState: { kind: 'in-force' },
        ready: true,
        failure: null,
        matching: null,
        following: true,
      })
      settle()
      void count(generation)
    }
    const close = client.open('receipts.feed', {
      input: last => ({ query: wanted, after: last === null ? null : { store: last.store, rev: last.rev } }),
      onItem(item) {
        if (!inForce) takeOver(item)
        else if (item.reset) rows.reset(item.rows)
        else rows.take(item.rows)
        if (item.rows.length > 0) publish()
      },
      onError(error) {
        isOver = true
        if (inForce) setState({ failure: error })
        else setState({ queryState: { kind: 'refused', query: wanted, error } })
      },
    })
    const stop = () => {
      if (!isOver) close()
    }
    stopCandidate = stop
  }

  async function count(mine: number): Promise<void> {
    cancelCount()
    if (getState().query.trim() === '') return
    try {
      const { matching } = await client.call('receipts.count', { query: getState().query })
      if (mine === generation) setState({ matching })
    } catch {
      // The count is a comfort: the next round asks again, and what is wrong shows where it matters.
    }
    if (mine !== generation) return
    const { version } = getState()
    const again = () => {
      if (mine !== generation) return
      if (getState().version === version) cancelCount = timers.after(countEvery, again)
      else void count(mine)
    }
    cancelCount = timers.after(countEvery, again)
  }

  async function loadOlder(): Promise<void> {
    const before = rows.older
    if (before === null || getState().loadingOlder) return
    const mine = generation
    setState({ loadingOlder: true })
    try {
      const page = await client.call('receipts.page', {
        query: getState().query,
        before: before as Seq,
        limit: pageSize,
      })
      if (mine === generation && rows.older === before) rows.append(page.rows, page.before)
    } catch (error) {
      fail(error, mine)
    }
    setState({ loadingOlder: false })
    publish()
  }

  async function refill(): Promise<void> {
    const gap = rows.missing(looking.first, looking.last)
    const newest = gap === null ? undefined : rows.order[gap.first]
    if (gap === null || newest === undefined || refilling) return
    const mine = generation
    const last = Math.min(gap.last, gap.first + pageSize - 1)
    const oldest = rows.order[last] ?? newest
    refilling = true
    try {
      const page = await client.call('receipts.page', {
        query: getState().query,
        before: (newest + 1) as Seq,
        limit: pageSize,
      })
      if (mine === generation) rows.refill(rows.indexOf(newest), rows.indexOf(oldest), page.rows)
    } catch (error) {
      fail(error, mine)
    }
    refilling = false
    publish()
  }

  function select(row: ReceiptsState['selected']): void {
    setState({
      selected: row === null ? null : { id: row.id, seq: row.seq },
      following: row === null ? atTop : false,
    })
    settle()
  }

  const actions = {
    setQuery(wanted: string): void {
      const { query, queryState } = getState()
      if (queryState.kind !== 'in-force' ? queryState.query === wanted : query === wanted) return
      if (query === wanted && generation > 0) {
        stopCandidate()
        setState({ queryState: { kind: 'in-force' } })
      } else {
        openFeed(wanted)
      }
    },
    setPaused(paused: boolean): void {
      setState({ paused })
      settle()
    },
    select,
    /** A place as seen from the selected row, `by` of 1 being the next older one; without a selection the newest. */
    selectBeside(by: number): void {
      const { selected } = getState()
      const here = selected?.seq == null ? -1 : rows.indexOf(selected.seq)
      const index = Math.max(0, Math.min(rows.order.length - 1, here === -1 ? 0 : here + by))
      actions.selectAt(index)
    },
    selectAt(index: number): void {
      const row = rows.row(rows.order.at(index) ?? -1)
      if (row !== undefined) select(row)
    },
    /** The nearest loaded failure, older (1) or newer (-1) than the selected row. */
    selectFailure(direction: 1 | -1): void {
      const { selected } = getState()
      const here = selected?.seq == null ? -1 : rows.indexOf(selected.seq)
      for (let index = here + direction; index >= 0 && index < rows.order.length; index += direction) {
        const row = rows.row(rows.order[index] ?? -1)
        if (row?.status !== 'failed') continue
        select(row)
        return
      }
    },
    /** Lets in what waited and follows again; the table scrolls to the top by itself. */
    showNewest(): void {
      atTop = true
      setState({ following: true, paused: false })
      settle()
    },
    scrolled(top: boolean): void {
      if (top === atTop) return
      atTop = top
      setState({ following: top })
      settle()
    },
    pointerMoved(): void {
      cancelPointer()
      cancelPointer = timers.after(pointerRest, () => {
        pointerMoves = false
        settle()
      })
      if (pointerMoves) return
      pointerMoves = true
      settle()
    },
    /** The places in sight, so that their content and older pages are fetched in time. */
    look(first: number, last: number): void {
      looking = { first, last }
      if (last >= rows.order.length - pageSize / 4) void loadOlder()
      void refill()
    },
    retry(): void {
      setState({ failure: null })
      openFeed(getState().query)
    },
    stop(): void {
      stopCandidate()
      stopCurrent()
      cancelCount()
      cancelPointer()
    },
  }

  openFeed(query)
  return { store, ...actions }
}
