import { ChartColumn } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { EmptyState } from '../kit/EmptyState.tsx'
import { useProgram, useReceipts, useServices } from '../state/services.ts'
import { useTell } from '../state/useTell.ts'
import { useWords } from '../words/useWords.ts'

/** Enough for figures that vary. */
const texts = 100

/** What would be counted here, and what leads to it: another period, no filter, or receipts of the simulator. */
export function NothingCounted({ onAllTime }: { onAllTime: (() => void) | null }) {
  const { insights: words, receipts: receiptWords } = useWords()
  const { client, receipts } = useServices()
  const query = useReceipts(state => state.query)
  const stored = useProgram(state => state.status?.store.rows ?? 0)
  const simulated = useProgram(state => state.status?.simulator.running === true)
  const tell = useTell()
  const [asked, setAsked] = useState(false)
  const send = async () => {
    setAsked(true)
    try {
      if (!simulated) await client.call('simulator.switch', { on: true })
      await client.call('simulator.burst', { count: texts })
    } catch (error) {
      setAsked(false)
      tell(error as Parameters<typeof tell>[0])
    }
  }
  return (
    <div className="insights-nothing">
      <EmptyState
        icon={<ChartColumn aria-hidden />}
        title={words.nothingTitle}
        action={
          <>
            {stored > 0 && onAllTime !== null && (
              <Button look="main" onClick={onAllTime}>
                {words.periods.all}
              </Button>
            )}
            {stored > 0 && query !== '' && (
              <Button onClick={() => receipts.setQuery('')}>{receiptWords.clearFilter}</Button>
            )}
            {query === '' && (
              <Button look={stored > 0 ? 'plain' : 'main'} busy={asked} onClick={() => void send()}>
                {asked ? words.nothingComing : words.nothingAction}
              </Button>
            )}
          </>
        }
      >
        {words.nothing}
      </EmptyState>
    </div>
  )
}
