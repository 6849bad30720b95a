import './MonitorCard.css'
import { useState } from 'react'
import { type MonitorStatus, monitorModes } from '../../contract/status.ts'
import { revealInline } from '../format/revealControls.ts'
import { Button } from '../kit/Button.tsx'
import { Chip } from '../kit/Chip.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import { loadLater } from '../parts/loadLater.tsx'
import { useSpoken } from '../words/useSpoken.ts'
import { useWords } from '../words/useWords.ts'
import { MonitorFacts } from './MonitorFacts.tsx'
import { monitorTone } from './monitorTone.ts'
import { useMonitorActions } from './useMonitorActions.ts'

const MonitorExchanges = loadLater(async () => (await import('./MonitorExchanges.tsx')).MonitorExchanges)
const AccountCheck = loadLater(async () => (await import('../accounts/AccountCheck.tsx')).AccountCheck)

type Props = { monitor: MonitorStatus; removable?: boolean }

/** A monitor's state and what can be done about it; `removable` where monitors are kept, not where they are glanced at. */
export function MonitorCard({ monitor, removable = false }: Props) {
  const { monitors: words } = useWords()
  const spoken = useSpoken()
  const { start, stop, setMode, remove } = useMonitorActions()
  const [showsRequests, setShowsRequests] = useState(false)
  const [busy, setBusy] = useState(false)
  const stopped = monitor.state === 'stopped'
  const queue = revealInline(monitor.queue, 80)
  const act = async (action: Promise<void>) => {
    setBusy(true)
    await action
    setBusy(false)
  }
  return (
    <li className="monitor">
      <div className="monitor-head">
        <div className="monitor-name">
          <span className="mono">
            <ForeignText text={monitor.queue} />
          </span>
          <span className="faint">
            <ForeignText text={`${monitor.accountName} · ${monitor.type}`} />
          </span>
        </div>
        <Chip tone={monitorTone(monitor)}>{words.state[monitor.state]}</Chip>
      </div>
      <p className="dim">
        <ForeignText text={spoken(monitor.lastError ?? monitor.reason)} />
      </p>
      <MonitorFacts monitor={monitor} />
      <div className="monitor-controls">
        <Segmented
          label={words.modeOf(queue)}
          value={monitor.mode}
          options={monitorModes.map(mode => ({ value: mode, title: words.mode[mode] }))}
          onChange={mode => void act(setMode(monitor, mode))}
        />
        <Button
          busy={busy}
          aria-label={stopped ? words.startNamed(queue) : words.stopNamed(queue)}
          onClick={() => void act(stopped ? start(monitor) : stop(monitor))}
        >
          {stopped ? words.start : words.stop}
        </Button>
        <Button
          look="quiet"
          aria-expanded={showsRequests}
          aria-label={words.requestsOf(queue)}
          onClick={() => setShowsRequests(!showsRequests)}
        >
          {words.requests}
        </Button>
        {removable && (
          <Button busy={busy} aria-label={words.removeNamed(queue)} onClick={() => void act(remove(monitor))}>
            {words.remove}
          </Button>
        )}
      </div>
      <p className={monitor.mode === 'consume' ? 'monitor-warning' : 'faint'}>
        {words.modeHint[monitor.mode]}
      </p>
      {monitor.state === 'backing-off' && (
        <div className="monitor-check">
          <AccountCheck
            account={{ id: monitor.account, name: monitor.accountName }}
            queue={{ queue: monitor.queue, type: monitor.type }}
          />
        </div>
      )}
      {showsRequests && <MonitorExchanges monitor={monitor} />}
    </li>
  )
}
