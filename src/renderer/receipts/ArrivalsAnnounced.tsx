import { useEffect, useState } from 'react'
import { formatCount } from '../format/numbers.ts'
import { useServices } from '../state/services.ts'
import { useLocale, useWords } from '../words/useWords.ts'

/** Milliseconds between two announcements: a screen reader is not to be flooded. */
const every = 10_000

export function ArrivalsAnnounced() {
  const words = useWords()
  const locale = useLocale()
  const { receipts } = useServices()
  const [waiting, setWaiting] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setWaiting(receipts.store.getState().rows.waiting), every)
    return () => clearInterval(timer)
  }, [receipts])
  return (
    <p className="visually-hidden" aria-live="polite">
      {waiting === 0 ? '' : words.receipts.freshAnnounced(waiting, formatCount(waiting, locale))}
    </p>
  )
}
