import type { StoreApi } from 'zustand/vanilla'
import { chooseOne, chooseRange, isMany, noChoice, toggleChosen } from './choice.ts'
import type { ReceiptsState } from './receiptsState.ts'
import type { RowWindow } from './rowWindow.ts'

/** Older pages that are searched for a failure before it is said that there is none near. */
const mostPages = 10

type Options = {
  store: StoreApi<ReceiptsState>
  rows: RowWindow
  loadOlder: () => Promise<void>
  /** Called after every change: what is read must stand still. */
  onSelect: (isReading: boolean) => void
}

/** How to add to what is chosen: `toggle` one row, or `range` to it. */
export type Manner = 'only' | 'toggle' | 'range'

/** Which row is open and which are chosen with it. */
export function selectRows({ store, rows, loadOlder, onSelect }: Options) {
  const { getState, setState } = store
  const place = () => {
    const { selected } = getState()
    return selected?.seq == null ? -1 : rows.indexOf(selected.seq)
  }

  const actions = {
    select(row: ReceiptsState['selected'], manner: Manner = 'only'): void {
      const { chosen } = getState()
      const at = row?.seq == null ? null : { seq: row.seq, id: row.id }
      setState({
        selected: row === null ? null : { id: row.id, seq: row.seq },
        chosen:
          at === null || manner === 'only'
            ? chooseOne(at)
            : manner === 'range'
              ? chooseRange(chosen, rows, at)
              : toggleChosen(chosen, at),
      })
      onSelect(row !== null)
    },
    /** All that the query in force finds, loaded or not. */
    chooseAll(): void {
      setState(({ query }) => ({ chosen: { kind: 'all', query } }))
      onSelect(true)
    },
    chooseNone(): void {
      setState({ chosen: noChoice })
    },
    /** Adds the open row to what is chosen, or takes it out. */
    toggleSelected(): void {
      const { selected, chosen } = getState()
      if (selected?.seq == null) return
      setState({ chosen: toggleChosen(chosen, { seq: selected.seq, id: selected.id }) })
    },
    /** Many chosen rows are let go of first; then the row is closed. */
    close(): void {
      const { chosen, selected } = getState()
      if (isMany(chosen)) setState({ chosen: chooseOne(selected) })
      else actions.select(null)
    },
    /** A place as seen from the selected row, `by` of 1 being the next older one; without a selection the newest. */
    selectBeside(by: number, manner: Manner = 'only'): void {
      const here = place()
      const index = Math.max(0, Math.min(rows.order.length - 1, here === -1 ? 0 : here + by))
      actions.selectAt(index, manner)
    },
    selectAt(index: number, manner: Manner = 'only'): void {
      const row = rows.row(rows.order.at(index) ?? -1)
      if (row !== undefined) actions.select(row, manner)
    },
    /** The nearest failure older (1) or newer (-1) than the selected row; answers whether there is one near. */
    async selectFailure(direction: 1 | -1): Promise<boolean> {
      const { query } = getState()
      let here = place()
      for (let page = 0; page <= mostPages && getState().query === query; page += 1) {
        for (let index = here + direction; index >= 0 && index < rows.order.length; index += direction) {
          const row = rows.row(rows.order[index] ?? -1)
          if (row?.status !== 'failed') continue
          actions.select(row)
          return true
        }
        if (direction === -1 || rows.older === null) return false
        here = rows.order.length - 1
        await loadOlder()
      }
      return false
    },
  }
  return actions
}
