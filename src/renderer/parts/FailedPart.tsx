import './FailedPart.css'
import { useEffect, useEffectEvent, useRef } from 'react'
import { Button } from '../kit/Button.tsx'
import { useConnection } from '../state/services.ts'
import { useWords } from '../words/useWords.ts'

type Props = { error: unknown; tryAgain: () => void }

/** Stands where a part of the window should; tries again by itself once the program is back. */
export function FailedPart({ error, tryAgain }: Props) {
  const { part: words } = useWords()
  const isOpen = useConnection().kind === 'open'
  const wasAway = useRef(!isOpen)
  const back = useEffectEvent(tryAgain)
  useEffect(() => {
    if (isOpen && wasAway.current) back()
    wasAway.current = !isOpen
  }, [isOpen])
  if (!isOpen) {
    return (
      <p className="failed-part" role="status">
        {words.away}
      </p>
    )
  }
  return (
    <div className="failed-part" role="status">
      <p>
        <strong>{words.failedTitle}</strong> {error instanceof Error ? error.message : String(error)}
      </p>
      <p>{words.whatToDo}</p>
      <p className="failed-part-ways">
        <Button onClick={tryAgain}>{words.tryAgain}</Button>
        <Button onClick={() => location.reload()}>{words.reload}</Button>
      </p>
    </div>
  )
}
