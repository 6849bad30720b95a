import type { StoreApi } from 'zustand/vanilla'
import type { Seq } from '../../contract/brand.ts'
import type { ReceiptPage } from '../../contract/receipt.ts'
import type { Client } from '../../contract/rpc/createClient.ts'
import type { ReceiptsState } from './receiptsState.ts'
import type { RowWindow } from './rowWindow.ts'

const pageSize = 200

type Options = {
  client: Pick<Client, 'call'>
  store: StoreApi<ReceiptsState>
  rows: RowWindow
  /** Names the query in force: an answer to an earlier one is thrown away. */
  generation: () => number
  onFailure: (error: unknown, generation: number) => void
  onRows: () => void
}

/** Fetches pages into the window of rows: older ones, those let go of, and the newest anew. */
export function fetchRows({ client, store, rows, generation, onFailure, onRows }: Options) {
  const { getState, setState } = store
  let refilling = false

  const ask = (before: number | null): Promise<ReceiptPage> =>
    client.call('receipts.page', { query: getState().query, before: before as Seq | null, limit: pageSize })

  async function older(): Promise<void> {
    const before = rows.older
    if (before === null || getState().loadingOlder) return
    const mine = generation()
    setState({ loadingOlder: true })
    try {
      const page = await ask(before)
      if (mine === generation() && rows.older === before) {
        rows.append(page.rows, page.before)
        setState({ stoppedEarly: page.partial })
      }
    } catch (error) {
      onFailure(error, mine)
    }
    setState({ loadingOlder: false })
    onRows()
  }

  async function refill(first: number, last: number): Promise<void> {
    const gap = rows.missing(first, last)
    const newest = gap === null ? undefined : rows.order[gap.first]
    if (gap === null || newest === undefined || refilling) return
    const mine = generation()
    const oldest = rows.order[Math.min(gap.last, gap.first + pageSize - 1)] ?? newest
    refilling = true
    try {
      const page = await ask(newest + 1)
      if (mine === generation()) rows.refill(rows.indexOf(newest), rows.indexOf(oldest), page.rows)
    } catch (error) {
      onFailure(error, mine)
    }
    refilling = false
    onRows()
  }

  return {
    older,
    /** The places in sight, so that their content and older pages are here in time. */
    around(first: number, last: number): void {
      if (last >= rows.order.length - pageSize / 4 && !getState().stoppedEarly) void older()
      void refill(first, last)
    },
    /** The newest page in the place of everything known; answers whether it was still wanted. */
    async newest(): Promise<boolean> {
      const mine = generation()
      rows.hold(false)
      rows.beginRenewal()
      try {
        const page = await ask(null)
        if (mine !== generation()) return false
        rows.renew(page.rows, page.before)
        return true
      } catch (error) {
        onFailure(error, mine)
        return false
      }
    },
  }
}
