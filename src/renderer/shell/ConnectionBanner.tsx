import './ConnectionBanner.css'
import { Unplug } from 'lucide-react'
import type { Instant } from '../../contract/brand.ts'
import { formatDuration } from '../format/numbers.ts'
import { Button } from '../kit/Button.tsx'
import { useNow } from '../state/now.ts'
import { useConnection, useServices } from '../state/services.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { TokenForm } from './TokenForm.tsx'

/** Says what happened to the connection and what to do; gone by itself once the program answers again. */
export function ConnectionBanner() {
  const { connection: words } = useWords()
  const spoken = useSpoken()
  const state = useConnection()
  const { client } = useServices()
  switch (state.kind) {
    case 'open':
      return null
    case 'connecting':
      return (
        <div className="connection-banner connection-quiet" role="status">
          {words.connecting}
        </div>
      )
    case 'closed':
      return (
        <div className="connection-banner" role="alert">
          {words.closed}
        </div>
      )
    case 'lost':
      if (state.refused) {
        return (
          <div className="connection-banner" role="alert">
            <Unplug aria-hidden />
            <div>
              <p>
                <strong>{words.refusedTitle}</strong> {words.refused}
              </p>
              <TokenForm />
            </div>
          </div>
        )
      }
      return (
        <div className="connection-banner" role="alert">
          <Unplug aria-hidden />
          <div>
            <p>
              <strong>{words.lostTitle}</strong> {words.lost(spoken(state.reason))}
            </p>
            <p>
              {words.whatToDo} <NextTry at={state.nextTry as Instant | null} />
            </p>
          </div>
          <Button disabled={state.nextTry === null} onClick={client.connection.retry}>
            {words.retryNow}
          </Button>
        </div>
      )
    default:
      return state satisfies never
  }
}

function NextTry({ at }: { at: Instant | null }) {
  const { connection: words } = useWords()
  const locale = useLocale()
  const now = useNow()
  // Its own countdown must not be read out every second.
  return (
    <span aria-live="off">
      {at === null
        ? words.retrying
        : words.retryIn(formatDuration(Math.max(1_000, Math.ceil((at - now) / 1_000) * 1_000), locale))}
    </span>
  )
}
