import { type SimulatorFaults, signatureFaultNames } from '../../contract/simulator.ts'
import { NumberField } from '../kit/NumberField.tsx'
import { Select } from '../kit/Select.tsx'
import { ShareField } from '../kit/ShareField.tsx'
import { useWords } from '../words/useWords.ts'
import { ErrorRules } from './ErrorRules.tsx'
import type { FaultName } from './faultSwitches.ts'

type Props = { name: FaultName; faults: SimulatorFaults; onChange: (faults: SimulatorFaults) => void }

const longestDelay = 60_000

/** How much of a fault there is, in its own measure. */
export function FaultAmount({ name, faults, onChange }: Props) {
  const { simulatorPanel: words } = useWords()
  const change = (change: Partial<SimulatorFaults>) => onChange({ ...faults, ...change })
  const label = words.share(words.fault[name])
  switch (name) {
    case 'errors':
      return <ErrorRules rules={faults.errors} onChange={errors => change({ errors })} />
    case 'delay': {
      const { low, high } = faults.delay
      return (
        <>
          <NumberField
            label={words.least}
            unit={words.milliseconds}
            value={low}
            min={0}
            max={high}
            step={50}
            onChange={low => change({ delay: { low, high } })}
          />
          <NumberField
            label={words.most}
            unit={words.milliseconds}
            value={high}
            min={Math.max(1, low)}
            max={longestDelay}
            step={50}
            onChange={high => change({ delay: { low, high } })}
          />
        </>
      )
    }
    case 'slow':
      return (
        <>
          <ShareField label={label} value={faults.slow} onChange={slow => change({ slow })} />
          <NumberField
            label={words.slowFor}
            unit={words.seconds}
            value={faults.slowFor / 1000}
            min={0.1}
            max={longestDelay / 1000}
            step={0.5}
            onChange={seconds => change({ slowFor: seconds * 1000 })}
          />
        </>
      )
    case 'skew':
      return (
        <NumberField
          label={words.skewAhead}
          unit={words.seconds}
          value={faults.skew}
          min={-1_000_000}
          max={1_000_000}
          step={60}
          onChange={skew => change({ skew })}
        />
      )
    case 'qps':
      return (
        <NumberField
          label={words.fault[name]}
          labelShown={false}
          unit={words.perSecond}
          value={faults.qps}
          min={1}
          max={1_000_000}
          step={100}
          onChange={qps => change({ qps: Math.round(qps) })}
        />
      )
    case 'signature':
      return (
        <>
          <Select
            label={words.damage}
            labelShown={false}
            value={faults.signature ?? 'damaged'}
            options={signatureFaultNames.map(value => ({ value, title: words.damageOf[value] }))}
            onChange={signature => change({ signature })}
          />
          <ShareField
            label={label}
            value={faults.signatureShare}
            onChange={signatureShare => change({ signatureShare })}
          />
        </>
      )
    case 'reset':
    case 'malformed':
    case 'digest':
    case 'partial':
    case 'expiredToken':
    case 'duplicate':
    case 'reorder':
      return <ShareField label={label} value={faults[name]} onChange={share => change({ [name]: share })} />
    default:
      return name satisfies never
  }
}
