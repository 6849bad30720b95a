import './SimulatorPanel.css'
import { FlaskConical, Power, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { Chip } from '../kit/Chip.tsx'
import { Copyable } from '../kit/Copyable.tsx'
import { EmptyState } from '../kit/EmptyState.tsx'
import { Tabs } from '../kit/Tabs.tsx'
import { useWords } from '../words/useWords.ts'
import { ConnectTab } from './ConnectTab.tsx'
import { ControlTab } from './ControlTab.tsx'
import { Counters } from './Counters.tsx'
import { OutboxTab } from './OutboxTab.tsx'
import { ResetDialog } from './ResetDialog.tsx'
import type { RunningSimulator } from './runningSimulator.ts'
import { TraceTab } from './TraceTab.tsx'
import { useOrder, useSimulator } from './useSimulator.ts'

const tabNames = ['connect', 'control', 'trace', 'outbox'] as const

/** The service that runs inside the program: how to reach it, what it does, and what happened in it. */
export function SimulatorPanel() {
  const { simulatorPanel: words } = useWords()
  const state = useSimulator()
  return (
    <section className="simulator" aria-label={words.title} aria-busy={state === null}>
      {state === null ? null : state.running ? <Running state={state} /> : <Off />}
    </section>
  )
}

function Off() {
  const { simulatorPanel: words } = useWords()
  const order = useOrder()
  const [starting, setStarting] = useState(false)
  const start = async () => {
    setStarting(true)
    await order('simulator.switch', { on: true })
    setStarting(false)
  }
  return (
    <EmptyState
      icon={<FlaskConical aria-hidden />}
      title={words.offTitle}
      action={
        <Button look="main" busy={starting} onClick={() => void start()}>
          {words.start}
        </Button>
      }
    >
      {words.offBody}
    </EmptyState>
  )
}

function Running({ state }: { state: RunningSimulator }) {
  const { simulatorPanel: words } = useWords()
  const order = useOrder()
  const [tab, setTab] = useState<(typeof tabNames)[number]>('connect')
  const [resetting, setResetting] = useState(false)
  return (
    <>
      <Tabs
        label={words.tabs}
        tabs={tabNames.map(name => ({ name, title: words.tab[name] }))}
        selected={tab}
        onSelect={setTab}
        header={
          <div className="simulator-head">
            <h1>{words.title}</h1>
            <Chip tone="ok">{words.running}</Chip>
            <span className="mono dim">
              <Copyable text={state.access.endpoint} name={words.endpoint}>
                {state.access.endpoint}
              </Copyable>
            </span>
            <Counters state={state} />
            <span className="simulator-actions">
              <Button icon={<RotateCcw aria-hidden />} onClick={() => setResetting(true)}>
                {words.reset}
              </Button>
              <Button
                icon={<Power aria-hidden />}
                onClick={() => void order('simulator.switch', { on: false })}
              >
                {words.stop}
              </Button>
            </span>
          </div>
        }
      >
        <Tab name={tab} state={state} />
      </Tabs>
      {resetting && <ResetDialog onClose={() => setResetting(false)} />}
    </>
  )
}

function Tab({ name, state }: { name: (typeof tabNames)[number]; state: RunningSimulator }) {
  switch (name) {
    case 'connect':
      return <ConnectTab state={state} />
    case 'control':
      return <ControlTab state={state} />
    case 'trace':
      return <TraceTab state={state} />
    case 'outbox':
      return <OutboxTab state={state} />
    default:
      return name satisfies never
  }
}
