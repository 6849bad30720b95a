import { FlaskConical } from 'lucide-react'
import { Tooltip } from '../kit/Tooltip.tsx'
import { copyText } from '../state/copyText.ts'
import { useProgram } from '../state/services.ts'
import { useWords } from '../words/useWords.ts'
import { Pill } from './Pill.tsx'

/** Shown while the simulator runs; a click copies its address. */
export function SimulatorPill() {
  const words = useWords()
  const simulator = useProgram(state => state.status?.simulator)
  if (simulator?.running !== true) return null
  const { endpoint, reason } = simulator
  return (
    <Tooltip text={[endpoint ?? '', reason].filter(line => line !== '').join('\n')}>
      <Pill
        icon={<FlaskConical aria-hidden />}
        tone="ok"
        onClick={() => {
          if (endpoint !== null) void copyText(endpoint)
        }}
      >
        {words.simulator.on}
      </Pill>
    </Tooltip>
  )
}
