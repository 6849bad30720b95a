import { Send } from 'lucide-react'
import { useState } from 'react'
import type { SimulatorTraffic } from '../../contract/simulator.ts'
import { formatCount } from '../format/numbers.ts'
import { Button } from '../kit/Button.tsx'
import { NumberField } from '../kit/NumberField.tsx'
import { PanelCard, PanelRow } from '../kit/PanelCard.tsx'
import { ShareField } from '../kit/ShareField.tsx'
import { Switch } from '../kit/Switch.tsx'
import { useLocale, useWords } from '../words/useWords.ts'
import type { RunningSimulator } from './runningSimulator.ts'
import { useOrder } from './useSimulator.ts'

const usualWave = { size: 100, every: 60_000 }
const usualLimit = 1000

/** What is sent, how much of it, and what becomes of it. Every change holds at once. */
export function TrafficCard({ state }: { state: RunningSimulator }) {
  const { simulatorPanel: words } = useWords()
  const locale = useLocale()
  const order = useOrder()
  const { traffic, flowing, sent } = state
  const [burst, setBurst] = useState(100)
  const change = (change: Partial<SimulatorTraffic>) =>
    void order('simulator.setTraffic', { traffic: { ...traffic, ...change }, flowing })
  const shares = [
    ['fail', words.fail, words.failHint],
    ['lost', words.lost, words.lostHint],
    ['duplicate', words.duplicate, words.duplicateHint],
    ['changed', words.changed, words.changedHint],
    ['reply', words.reply, words.replyHint],
  ] as const
  const { burst: wave, limit } = traffic
  return (
    <PanelCard
      title={words.traffic}
      hint={flowing ? words.sentSoFar(formatCount(sent, locale)) : words.resting}
      end={
        <Switch
          label={words.flowing}
          checked={flowing}
          onChange={on => void order('simulator.setTraffic', { traffic, flowing: on })}
        />
      }
    >
      <PanelRow title={words.rate}>
        <NumberField
          label={words.rate}
          labelShown={false}
          value={traffic.rate}
          min={0}
          max={10_000}
          onChange={rate => change({ rate })}
        />
      </PanelRow>
      {shares.map(([name, title, hint]) => (
        <PanelRow key={name} title={title} hint={hint}>
          <ShareField label={title} value={traffic[name]} onChange={share => change({ [name]: share })} />
        </PanelRow>
      ))}
      <PanelRow title={words.latency}>
        <NumberField
          label={words.latency}
          labelShown={false}
          unit={words.seconds}
          value={traffic.latency / 1000}
          min={0.001}
          max={traffic.tail / 1000}
          step={0.5}
          onChange={seconds => change({ latency: seconds * 1000 })}
        />
      </PanelRow>
      <PanelRow title={words.tail}>
        <NumberField
          label={words.tail}
          labelShown={false}
          unit={words.seconds}
          value={traffic.tail / 1000}
          min={traffic.latency / 1000}
          max={3600}
          step={0.5}
          onChange={seconds => change({ tail: seconds * 1000 })}
        />
      </PanelRow>
      <PanelRow title={words.phones}>
        <NumberField
          label={words.phones}
          labelShown={false}
          value={traffic.phones}
          min={1}
          max={10_000_000}
          onChange={phones => change({ phones })}
        />
      </PanelRow>
      <PanelRow title={words.waves} hint={words.wavesHint}>
        {wave !== null && (
          <>
            <NumberField
              label={words.waveSize}
              value={wave.size}
              min={1}
              max={10_000}
              onChange={size => change({ burst: { ...wave, size } })}
            />
            <NumberField
              label={words.waveEvery}
              unit={words.seconds}
              value={wave.every / 1000}
              min={1}
              max={86_400}
              onChange={seconds => change({ burst: { ...wave, every: seconds * 1000 } })}
            />
          </>
        )}
        <Switch
          label={words.waves}
          checked={wave !== null}
          onChange={on => change({ burst: on ? usualWave : null })}
        />
      </PanelRow>
      <PanelRow title={words.limit} hint={words.limitHint}>
        {limit !== null && (
          <NumberField
            label={words.limitCount}
            value={limit}
            min={1}
            max={1_000_000_000}
            onChange={count => change({ limit: count })}
          />
        )}
        <Switch
          label={words.limit}
          checked={limit !== null}
          onChange={on => change({ limit: on ? usualLimit : null })}
        />
      </PanelRow>
      <PanelRow title={words.burst}>
        <NumberField
          label={words.burst}
          labelShown={false}
          value={burst}
          min={1}
          max={1000}
          onChange={setBurst}
        />
        <Button icon={<Send aria-hidden />} onClick={() => void order('simulator.burst', { count: burst })}>
          {words.burstSend}
        </Button>
      </PanelRow>
    </PanelCard>
  )
}
