import type { AnswerPolicy } from '../../contract/push.ts'
import { Button } from '../kit/Button.tsx'
import { Select } from '../kit/Select.tsx'
import { useWords } from '../words/useWords.ts'
import { ScriptEditor } from './ScriptEditor.tsx'
import { StepNumber, usualStep } from './StepFields.tsx'

const kinds = ['verify', 'forward', 'status', 'delay', 'drop', 'reset', 'half', 'script'] as const
const statuses = [403, 500, 503]
/** Just inside a topic's patience, and just beyond it. */
const delays = [4_900, 5_100]

type Props = { answer: AnswerPolicy; onChange: (answer: AnswerPolicy) => void }

/** What is answered to every push, or to each attempt in turn. Every change holds at once. */
export function AnswerForm({ answer, onChange }: Props) {
  const { pushes: words } = useWords()
  const choose = (kind: AnswerPolicy['kind']) => {
    if (kind !== 'script') onChange(usualStep(kind))
    else onChange({ kind, steps: [{ kind: 'status', status: 500 }, { kind: 'verify' }] })
  }
  return (
    <div className="pushes-answer">
      <Select
        label={words.answer}
        value={answer.kind}
        options={kinds.map(value => ({ value, title: words.policy[value] }))}
        onChange={choose}
      />
      {answer.kind === 'script' && (
        <ScriptEditor steps={answer.steps} onChange={steps => onChange({ kind: 'script', steps })} />
      )}
      {(answer.kind === 'status' || answer.kind === 'delay') && (
        <div className="pushes-number">
          <StepNumber label={words.answer} step={answer} onChange={onChange} />
          {answer.kind === 'status'
            ? statuses.map(status => (
                <Button key={status} onClick={() => onChange({ kind: 'status', status })}>
                  {String(status)}
                </Button>
              ))
            : delays.map(milliseconds => (
                <Button key={milliseconds} onClick={() => onChange({ kind: 'delay', milliseconds })}>
                  {words.preset(String(milliseconds / 1000))}
                </Button>
              ))}
        </div>
      )}
    </div>
  )
}
