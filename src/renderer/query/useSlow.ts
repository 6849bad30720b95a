import { useEffect, useState } from 'react'

/** Milliseconds that pass before waiting is worth a sign: a shorter one would only flicker. */
const patience = 300

/** Whether something has been under way for long enough to be seen; `turn` names it, null means nothing is. */
export function useSlow(turn: string | null): boolean {
  const [slow, setSlow] = useState<string | null>(null)
  useEffect(() => {
    setSlow(null)
    if (turn === null) return
    const timer = setTimeout(() => setSlow(turn), patience)
    return () => clearTimeout(timer)
  }, [turn])
  return turn !== null && slow === turn
}
