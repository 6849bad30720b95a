import { useRef } from 'react'
import type { SimulatorFaults } from '../../contract/simulator.ts'
import { Button } from '../kit/Button.tsx'
import { PanelCard } from '../kit/PanelCard.tsx'
import { Switch } from '../kit/Switch.tsx'
import { useWords } from '../words/useWords.ts'
import { FaultAmount } from './FaultAmount.tsx'
import { type FaultName, faultNames, isFaultOn, noFaults, takeFault, usualFaults } from './faultSwitches.ts'
import type { RunningSimulator } from './runningSimulator.ts'
import { useOrder } from './useSimulator.ts'

/** Each fault with its switch; how much of it shows while it is on. */
export function FaultsCard({ state }: { state: RunningSimulator }) {
  const { simulatorPanel: words } = useWords()
  const order = useOrder()
  const { faults } = state
  const remembered = useRef(usualFaults)
  const set = (faults: SimulatorFaults) => void order('simulator.setFaults', { faults })

  function turn(name: FaultName, on: boolean) {
    if (!on) remembered.current = takeFault(remembered.current, name, faults)
    set(takeFault(faults, name, on ? remembered.current : noFaults))
  }

  const anyOn = faultNames.some(name => isFaultOn(faults, name))
  return (
    <PanelCard
      title={words.faults}
      hint={words.faultsHint}
      end={
        <Button look="quiet" disabled={!anyOn} onClick={() => set(noFaults)}>
          {words.faultsOff}
        </Button>
      }
    >
      {faultNames.map(name => {
        const on = isFaultOn(faults, name)
        return (
          <div key={name} className="fault">
            <div className="fault-head">
              <div>
                <div>{words.fault[name]}</div>
                <div className="faint">{words.faultHint[name]}</div>
              </div>
              <Switch label={words.fault[name]} checked={on} onChange={next => turn(name, next)} />
            </div>
            {on && (
              <div className="fault-amount">
                <FaultAmount name={name} faults={faults} onChange={set} />
              </div>
            )}
          </div>
        )
      })}
    </PanelCard>
  )
}
