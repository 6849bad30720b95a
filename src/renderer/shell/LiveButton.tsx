import './LiveButton.css'
import { Pause, Play, Unplug } from 'lucide-react'
import { useActions } from '../actions/useActions.ts'
import { formatCount, formatRate } from '../format/numbers.ts'
import { Tooltip } from '../kit/Tooltip.tsx'
import { useConnection, useProgram, useReceipts } from '../state/services.ts'
import { useLocale, useWords } from '../words/useWords.ts'

export function LiveButton() {
  const { live: words } = useWords()
  const locale = useLocale()
  const { run, keysOf } = useActions()
  const paused = useReceipts(state => state.paused)
  const rows = useReceipts(state => state.rows)
  useReceipts(state => state.version)
  const perSecond = useProgram(state => state.status?.perSecond ?? 0)
  const offline = useConnection().kind !== 'open'
  const label = paused ? words.resume : words.pause
  const Icon = offline ? Unplug : paused ? Play : Pause
  const shown = offline
    ? words.offline
    : paused
      ? `${words.paused} · ${words.waiting(formatCount(rows.waiting, locale))}`
      : `${words.live} · ${words.perSecond(formatRate(perSecond, locale))}`
  return (
    <Tooltip text={label} keys={keysOf('togglePause')}>
      <button
        type="button"
        className={`live ${paused ? 'live-paused' : ''} ${offline ? 'live-offline' : ''}`}
        aria-label={`${label} · ${shown}`}
        onClick={() => run('togglePause')}
      >
        <Icon aria-hidden />
        <span>{shown}</span>
      </button>
    </Tooltip>
  )
}
