import { useEffect } from 'react'
import type { Firing } from '../../contract/alerts.ts'
import type { Receipts } from '../receipts/receiptsStore.ts'
import { goTo } from '../state/place.ts'
import { useServices } from '../state/services.ts'
import { setShell } from '../state/shell.ts'
import { spokenNow } from '../words/useSpoken.ts'
import { currentWords } from '../words/useWords.ts'

/** Tells of every alert from now on, whichever panel is looked at, with the way to its rows. */
export function useAlertNotices(): void {
  const { client, receipts } = useServices()
  useEffect(
    () =>
      client.open('alerts.watch', {
        input: last => ({ after: last === null ? null : last.last }),
        onItem({ fired }) {
          const newest = fired.at(-1)
          if (newest !== undefined) tell(newest, receipts)
        },
      }),
    [client, receipts],
  )
}

function tell({ subject, name, text, query }: Firing, receipts: Pick<Receipts, 'setQuery'>): void {
  const said = spokenNow(text)
  const { alerts } = currentWords()
  setShell({
    notice: {
      text: subject.kind === 'rule' ? `${name}: ${said}` : said,
      hint: null,
      ...(query !== null && { action: { title: alerts.showRows, run: () => show(query, receipts) } }),
    },
  })
}

function show(query: string, receipts: Pick<Receipts, 'setQuery'>): void {
  receipts.setQuery(query)
  goTo('receipts')
}
