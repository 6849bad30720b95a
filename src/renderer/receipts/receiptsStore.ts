import { createStore } from 'zustand/vanilla'
import type { ApiError } from '../../contract/apiError.ts'
import type { ReceiptId } from '../../contract/brand.ts'
import type { FeedItem } from '../../contract/receipt.ts'
import type { Client } from '../../contract/rpc/createClient.ts'
import { systemTimers, type Timers } from '../../contract/rpc/timers.ts'
import { noChoice } from './choice.ts'
import { countMatching } from './countMatching.ts'
import { fetchRows } from './fetchRows.ts'
import { firstState, type ReceiptsState } from './receiptsState.ts'
import { RowWindow } from './rowWindow.ts'
import { selectRows } from './selectRows.ts'

type Options = {
  client: Pick<Client, 'call' | 'open'>
  query: string
  selected: ReceiptId | null
  /** Runs the callback before the next paint, or soon where nothing is painted. */
  nextFrame: (callback: () => void) => void
  timers?: Pick<Timers, 'after'>
}

/** Milliseconds for which rows stand still after the pointer moved over them: nobody can hit a moving row. */
const pointerRest = 800

export type Receipts = ReturnType<typeof createReceipts>

/** The rows of the query in force: fed by the core, held still while they are read. */
export function createReceipts({ client, query, selected, nextFrame, timers = systemTimers }: Options) {
  const rows = new RowWindow()
  const store = createStore<ReceiptsState>(() => firstState(rows, query, selected))
  const { getState, setState } = store

  let stopCurrent = () => {}
  let stopCandidate = () => {}
  let stopCount = () => {}
  /** Rises with every query in force: an answer to an earlier one is thrown away. */
  let generation = 0
  let published = true
  let atTop = true
  let looking = { first: 0, last: 0 }
  let pointerMoves = false
  let cancelPointer = () => {}

  const pages = fetchRows({
    client,
    store,
    rows,
    generation: () => generation,
    onFailure: fail,
    onRows: publish,
  })
  const selection = selectRows({
    store,
    rows,
    loadOlder: pages.older,
    onSelect(isReading) {
      setState({ following: isReading ? false : atTop })
      settle()
    },
  })

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
      if (rows.overflown) void pages.newest().then(renewed => renewed && settle())
    }
    publish()
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
    const close = client.open('receipts.feed', {
      input: last => ({ query: wanted, after: last === null ? null : { store: last.store, rev: last.rev } }),
      onItem(item) {
        if (!inForce) {
          inForce = true
          stopCurrent()
          stopCurrent = stop
          stopCandidate = () => {}
          takeOver(wanted, item)
        } else if (item.reset) rows.reset(item.rows, item.older)
        else {
          rows.leave(item.gone)
          rows.take(item.rows)
        }
        if (item.rows.length > 0 || item.gone.length > 0) publish()
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

  function takeOver(wanted: string, item: FeedItem): void {
    generation += 1
    rows.reset(item.rows, item.older)
    atTop = true
    setState({
      query: wanted,
      queryState: { kind: 'in-force' },
      ready: true,
      failure: null,
      matching: null,
      matchingPartial: false,
      stoppedEarly: item.partial,
      following: true,
      chosen: noChoice,
    })
    settle()
    stopCount()
    stopCount = countMatching({
      client,
      timers,
      query: wanted,
      version: () => getState().version,
      onCount: ({ matching, partial }) => setState({ matching, matchingPartial: partial }),
    })
  }

  const actions = {
    ...selection,
    setQuery(wanted: string): void {
      const { query, queryState } = getState()
      if (queryState.kind !== 'in-force' ? queryState.query === wanted : query === wanted) return
      if (query === wanted && generation > 0) actions.keepQuery()
      else openFeed(wanted)
    },
    /** Gives up what is being searched for; the last query stays in force, or everything where there was none. */
    keepQuery(): void {
      stopCandidate()
      if (generation > 0) setState({ queryState: { kind: 'in-force' } })
      else openFeed('')
    },
    setPaused(paused: boolean): void {
      setState({ paused })
      settle()
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
    /** The places in sight. */
    look(first: number, last: number): void {
      looking = { first, last }
      pages.around(first, last)
    },
    /** Searches on where a deadline ended the search for older rows. */
    searchOn(): void {
      void pages.older()
    },
    retry(): void {
      setState({ failure: null })
      openFeed(getState().query)
    },
    stop(): void {
      stopCandidate()
      stopCurrent()
      stopCount()
      cancelPointer()
    },
  }

  openFeed(query)
  return { store, ...actions }
}
