import { useReceipts } from '../state/services.ts'
import { useWords } from '../words/useWords.ts'
import { useSlow } from './useSlow.ts'

/** A line that moves while an answer takes its time; what is shown below is still the one before. */
export function SearchProgress() {
  const { query: words } = useWords()
  const asked = useReceipts(({ queryState }) => (queryState.kind === 'checking' ? queryState.query : null))
  const loading = useReceipts(state => state.loadingOlder)
  const slow = useSlow(asked ?? (loading ? 'older' : null))
  return slow ? <div className="search-progress" role="progressbar" aria-label={words.checking} /> : null
}
