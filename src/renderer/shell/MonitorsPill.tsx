import './MonitorsPill.css'
import { Radar } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import type { MonitorStatus } from '../../contract/status.ts'
import { formatCount, formatRate } from '../format/numbers.ts'
import { revealInline } from '../format/revealControls.ts'
import { Button } from '../kit/Button.tsx'
import { Chip, type Tone } from '../kit/Chip.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import { useMonitorActions } from '../monitors/useMonitorActions.ts'
import { useProgram } from '../state/services.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { Pill } from './Pill.tsx'

const stateTones: Record<MonitorStatus['state'], Tone> = {
  polling: 'ok',
  idle: 'ok',
  'backing-off': 'wait',
  stopped: 'neutral',
  paused: 'neutral',
}

const gravity: Tone[] = ['bad', 'wait', 'ok', 'neutral']

const toneOf = (monitor: MonitorStatus): Tone =>
  monitor.state === 'stopped' && monitor.lastError !== null ? 'bad' : stateTones[monitor.state]

export function MonitorsPill() {
  const { monitors: words } = useWords()
  const monitors = useProgram(state => state.status?.monitors)
  if (monitors === undefined) return null
  const tone = gravity.find(tone => monitors.some(monitor => toneOf(monitor) === tone)) ?? 'neutral'
  const [only] = monitors
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Pill tone={tone} icon={<Radar aria-hidden />}>
          {monitors.length === 0
            ? words.none
            : monitors.length === 1 && only !== undefined
              ? revealInline(only.queue, 40)
              : words.count(monitors.length)}
        </Pill>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="monitors"
          align="end"
          sideOffset={8}
          collisionPadding={8}
          aria-label={words.title}
        >
          <h2>{words.title}</h2>
          {monitors.length === 0 && <p className="dim">{words.noneHint}</p>}
          <ul>
            {monitors.map(monitor => (
              <Monitor key={monitor.id} monitor={monitor} />
            ))}
          </ul>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

const modes = ['peek', 'lease', 'consume'] as const

function Monitor({ monitor }: { monitor: MonitorStatus }) {
  const { monitors: words } = useWords()
  const locale = useLocale()
  const { start, stop, setMode } = useMonitorActions()
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
        <Chip tone={toneOf(monitor)}>{words.state[monitor.state]}</Chip>
      </div>
      <p className="dim">
        <ForeignText text={monitor.lastError ?? monitor.reason} />
      </p>
      <p className="faint">
        {words.received(formatCount(monitor.received, locale), formatRate(monitor.perSecond, locale))}
      </p>
      <div className="monitor-controls">
        <Segmented
          label={words.modeOf(queue)}
          value={monitor.mode}
          options={modes.map(mode => ({ value: mode, title: words.mode[mode] }))}
          onChange={mode => void act(setMode(monitor, mode))}
        />
        <Button
          disabled={busy}
          aria-label={stopped ? words.startNamed(queue) : words.stopNamed(queue)}
          onClick={() => void act(stopped ? start(monitor) : stop(monitor))}
        >
          {stopped ? words.start : words.stop}
        </Button>
      </div>
      <p className={monitor.mode === 'consume' ? 'monitor-warning' : 'faint'}>
        {words.modeHint[monitor.mode]}
      </p>
    </li>
  )
}
