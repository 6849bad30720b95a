import './MonitorsPill.css'
import { Radar } from 'lucide-react'
import { Popover } from 'radix-ui'
import { revealInline } from '../format/revealControls.ts'
import type { Tone } from '../kit/Chip.tsx'
import { MonitorCard } from '../monitors/MonitorCard.tsx'
import { monitorTone } from '../monitors/monitorTone.ts'
import { useProgram } from '../state/services.ts'
import { useWords } from '../words/useWords.ts'
import { Pill } from './Pill.tsx'

const gravity: Tone[] = ['bad', 'wait', 'ok', 'neutral']

export function MonitorsPill() {
  const { monitors: words } = useWords()
  const monitors = useProgram(state => state.status?.monitors)
  if (monitors === undefined) return null
  const tone = gravity.find(tone => monitors.some(monitor => monitorTone(monitor) === tone)) ?? 'neutral'
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
              <MonitorCard key={monitor.id} monitor={monitor} />
            ))}
          </ul>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
