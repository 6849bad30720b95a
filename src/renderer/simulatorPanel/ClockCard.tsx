import { FastForward } from 'lucide-react'
import { formatInstant } from '../format/times.ts'
import { Button } from '../kit/Button.tsx'
import { PanelCard, PanelRow } from '../kit/PanelCard.tsx'
import { Select } from '../kit/Select.tsx'
import { useLocale, useWords } from '../words/useWords.ts'
import type { RunningSimulator } from './runningSimulator.ts'
import { useOrder } from './useSimulator.ts'

const usualSpeeds = [0, 1, 10, 60, 600, 3600]
const jumps = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const

export function ClockCard({ state }: { state: RunningSimulator }) {
  const { simulatorPanel: words } = useWords()
  const locale = useLocale()
  const order = useOrder()
  const { now, speed } = state.clock
  const speeds = [...new Set([...usualSpeeds, speed])].sort((a, b) => a - b)
  return (
    <PanelCard title={words.clock} hint={words.clockHint}>
      <PanelRow title={words.now}>
        <time>{formatInstant(now, locale)}</time>
      </PanelRow>
      <PanelRow title={words.speed}>
        <Select
          label={words.speed}
          labelShown={false}
          value={String(speed)}
          options={speeds.map(speed => ({
            value: String(speed),
            title: speed === 0 ? words.standing : words.times(String(speed)),
          }))}
          onChange={speed => void order('simulator.setClock', { speed: Number(speed), jumpMs: null })}
        />
      </PanelRow>
      <PanelRow title={words.jump}>
        {(['minute', 'hour', 'day'] as const).map(span => (
          <Button
            key={span}
            icon={<FastForward aria-hidden />}
            aria-label={`${words.jump}: ${words.jumpOf[span]}`}
            onClick={() => void order('simulator.setClock', { speed: null, jumpMs: jumps[span] })}
          >
            {words.jumpOf[span]}
          </Button>
        ))}
      </PanelRow>
    </PanelCard>
  )
}
