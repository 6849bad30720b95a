import type { AnswerStep } from '../../contract/push.ts'
import { NumberField } from '../kit/NumberField.tsx'
import { Select } from '../kit/Select.tsx'
import { useWords } from '../words/useWords.ts'

const kinds = ['verify', 'forward', 'status', 'delay', 'drop', 'reset', 'half'] as const

/** What an answer is before anybody has said more about it; the delay is just too late for a topic. */
export function usualStep(kind: AnswerStep['kind']): AnswerStep {
  if (kind === 'status') return { kind, status: 500 }
  return kind === 'delay' ? { kind, milliseconds: 5_100 } : { kind }
}

type Props = { label: string; step: AnswerStep; onChange: (step: AnswerStep) => void }

/** One answer of a list: of which kind, and the number that belongs to it. */
export function StepFields({ label, step, onChange }: Props) {
  const { pushes: words } = useWords()
  return (
    <>
      <Select
        label={label}
        labelShown={false}
        value={step.kind}
        options={kinds.map(value => ({ value, title: words.step[value] }))}
        onChange={kind => onChange(usualStep(kind))}
      />
      <StepNumber label={label} step={step} onChange={onChange} />
    </>
  )
}

/** The status, or how late it comes; nothing for the other kinds. */
export function StepNumber({ label, step, onChange }: Props) {
  const { pushes: words } = useWords()
  if (step.kind === 'status') {
    return (
      <NumberField
        label={`${label}: ${words.statusCode}`}
        labelShown={false}
        value={step.status}
        min={200}
        max={599}
        onChange={status => onChange({ kind: 'status', status })}
      />
    )
  }
  if (step.kind !== 'delay') return null
  return (
    <NumberField
      label={`${label}: ${words.delay}`}
      labelShown={false}
      unit={words.milliseconds}
      value={step.milliseconds}
      min={0}
      max={60_000}
      step={100}
      onChange={milliseconds => onChange({ kind: 'delay', milliseconds })}
    />
  )
}
