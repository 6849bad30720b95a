import { FlaskConical } from 'lucide-react'
import { Tooltip } from '../kit/Tooltip.tsx'
import { useProgram } from '../state/services.ts'
import { setShell } from '../state/shell.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useWords } from '../words/useWords.ts'
import { Pill } from './Pill.tsx'

/** Shown while the simulator runs; a click opens its panel. */
export function SimulatorPill() {
  const words = useWords()
  const spoken = useSpoken()
  const simulator = useProgram(state => state.status?.simulator)
  if (simulator?.running !== true) return null
  const { endpoint, reason } = simulator
  return (
    <Tooltip text={[endpoint ?? '', spoken(reason)].filter(line => line !== '').join('\n')}>
      <Pill icon={<FlaskConical aria-hidden />} tone="ok" onClick={() => setShell({ panel: 'simulator' })}>
        {words.simulator.on}
      </Pill>
    </Tooltip>
  )
}
