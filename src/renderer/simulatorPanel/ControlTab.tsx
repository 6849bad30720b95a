import { ClockCard } from './ClockCard.tsx'
import { FaultsCard } from './FaultsCard.tsx'
import { PushesCard } from './PushesCard.tsx'
import type { RunningSimulator } from './runningSimulator.ts'
import { TrafficCard } from './TrafficCard.tsx'

export function ControlTab({ state }: { state: RunningSimulator }) {
  return (
    <div className="panel-cards">
      <div className="panel-column">
        <TrafficCard state={state} />
        <ClockCard state={state} />
        <PushesCard state={state} />
      </div>
      <div className="panel-column">
        <FaultsCard state={state} />
      </div>
    </div>
  )
}
