import type { Client } from '../../contract/rpc/createClient.ts'
import type { Timers } from '../../contract/rpc/timers.ts'

/** Milliseconds between two counts of a query that goes on matching new rows. */
const countEvery = 3_000

type Options = {
  client: Pick<Client, 'call'>
  timers: Pick<Timers, 'after'>
  query: string
  /** Rises whenever rows changed. */
  version: () => number
  onCount: (count: { matching: number; partial: boolean }) => void
}

/** Counts what a query finds, again whenever rows changed, until it is stopped; the empty query needs no count. */
export function countMatching({ client, timers, query, version, onCount }: Options): () => void {
  if (query.trim() === '') return () => {}
  let stopped = false
  let cancel = () => {}

  async function count(): Promise<void> {
    try {
      const answer = await client.call('receipts.count', { query })
      if (!stopped) onCount(answer)
    } catch {
      // The count is a comfort: the next round asks again, and what is wrong shows where it matters.
    }
    if (!stopped) wait(version())
  }

  function wait(counted: number): void {
    cancel = timers.after(countEvery, () => {
      if (version() === counted) wait(counted)
      else void count()
    })
  }

  void count()
  return () => {
    stopped = true
    cancel()
  }
}
