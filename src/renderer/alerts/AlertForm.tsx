import { useEffect, useState } from 'react'
import type { AlertCondition, AlertDraft, AlertMeasure } from '../../contract/alerts.ts'
import type { ApiError } from '../../contract/apiError.ts'
import type { AlertId } from '../../contract/brand.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { FormProblem } from '../kit/FormProblem.tsx'
import { NumberField } from '../kit/NumberField.tsx'
import { Select } from '../kit/Select.tsx'
import { TextField } from '../kit/TextField.tsx'
import { useServices } from '../state/services.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useWords } from '../words/useWords.ts'
import { conditionKinds, startingConditions } from './alertDraft.ts'
import { useConditionWords } from './conditionWords.ts'

type Props = { id: AlertId | null; draft: AlertDraft; onDone: () => void }

const minute = 60_000
const most = 1_000_000_000

/** A rule being written; what it would come to now stands below it. */
export function AlertForm({ id, draft: start, onDone }: Props) {
  const { alerts: words, kit } = useWords()
  const { client } = useServices()
  const [draft, setDraft] = useState(start)
  const [problem, setProblem] = useState<ApiError | null>(null)
  const change = (part: Partial<AlertDraft>) => setDraft({ ...draft, ...part })
  const run = (call: Promise<unknown>) => call.then(onDone, error => setProblem(error as ApiError))
  return (
    <Dialog label={id === null ? words.add : words.edit} className="alert-dialog" onClose={onDone}>
      <form
        className="alert-form"
        onSubmit={event => {
          event.preventDefault()
          void run(client.call('alerts.save', { ...draft, name: draft.name.trim(), id }))
        }}
      >
        <h2>{id === null ? words.add : words.edit}</h2>
        <TextField
          label={words.name}
          required
          maxLength={80}
          value={draft.name}
          onChange={event => change({ name: event.target.value })}
        />
        <TextField
          label={words.query}
          hint={words.queryHint}
          className="mono"
          value={draft.query}
          onChange={event => change({ query: event.target.value, view: null })}
        />
        <Select
          label={words.kind}
          value={draft.condition.kind}
          options={conditionKinds.map(value => ({ value, title: words.kinds[value] }))}
          onChange={kind => change({ condition: startingConditions[kind] })}
        />
        <div className="alert-form-row">
          <ConditionFields condition={draft.condition} onChange={condition => change({ condition })} />
        </div>
        <div className="alert-form-row">
          <Minutes label={words.window} value={draft.windowMs} onChange={windowMs => change({ windowMs })} />
          <Minutes
            label={words.cooldown}
            value={draft.cooldownMs}
            onChange={cooldownMs => change({ cooldownMs })}
          />
        </div>
        <Preview draft={draft} />
        <FormProblem problem={problem} />
        <div className="alert-form-actions">
          {id !== null && (
            <Button look="danger" onClick={() => void run(client.call('alerts.remove', { id }))}>
              {words.remove}
            </Button>
          )}
          <Button onClick={onDone}>{kit.cancel}</Button>
          <Button type="submit" look="main">
            {words.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

type FieldsProps = { condition: AlertCondition; onChange: (condition: AlertCondition) => void }

function ConditionFields({ condition, onChange }: FieldsProps) {
  const { alerts: words } = useWords()
  switch (condition.kind) {
    case 'count':
      return (
        <NumberField
          label={words.atLeastRows}
          value={condition.atLeast}
          min={1}
          max={most}
          onChange={atLeast => onChange({ ...condition, atLeast })}
        />
      )
    case 'share':
      return (
        <>
          <TextField
            label={words.part}
            className="mono"
            value={condition.part}
            onChange={event => onChange({ ...condition, part: event.target.value })}
          />
          <NumberField
            label={words.atLeastShare}
            unit="%"
            value={Math.round(condition.atLeast * 1_000) / 10}
            min={0.1}
            max={100}
            step={0.1}
            onChange={percent => onChange({ ...condition, atLeast: percent / 100 })}
          />
          <Minimum value={condition.minimum} onChange={minimum => onChange({ ...condition, minimum })} />
        </>
      )
    case 'latency':
      return (
        <>
          <Select
            label={words.percentile}
            value={condition.percentile}
            options={(['p50', 'p95', 'p99'] as const).map(value => ({ value, title: value }))}
            onChange={percentile => onChange({ ...condition, percentile })}
          />
          <NumberField
            label={words.atLeastSeconds}
            unit={words.seconds}
            value={condition.atLeastMs / 1_000}
            min={0.001}
            max={86_400}
            step={0.1}
            onChange={seconds => onChange({ ...condition, atLeastMs: Math.round(seconds * 1_000) })}
          />
          <Minimum value={condition.minimum} onChange={minimum => onChange({ ...condition, minimum })} />
        </>
      )
    case 'unreported':
      return (
        <>
          <NumberField
            label={words.atLeastSends}
            value={condition.atLeast}
            min={1}
            max={most}
            onChange={atLeast => onChange({ ...condition, atLeast })}
          />
          <Minutes
            label={words.after}
            value={condition.afterMs}
            onChange={afterMs => onChange({ ...condition, afterMs })}
          />
        </>
      )
    default:
      return condition satisfies never
  }
}

type NumberProps = { value: number; onChange: (value: number) => void }

function Minimum(props: NumberProps) {
  const { alerts: words } = useWords()
  return <NumberField label={words.minimum} min={1} max={most} {...props} />
}

function Minutes({ label, value, onChange }: NumberProps & { label: string }) {
  const { alerts: words } = useWords()
  return (
    <NumberField
      label={label}
      unit={words.minutes}
      value={value / minute}
      min={1}
      max={43_200}
      onChange={minutes => onChange(Math.round(minutes * minute))}
    />
  )
}

const typingRest = 300

/** What the rule would come to now, or why it can't be measured. */
function Preview({ draft: { query, view, condition, windowMs } }: { draft: AlertDraft }) {
  const { alerts: words } = useWords()
  const { client } = useServices()
  const spoken = useSpoken()
  const say = useConditionWords()
  const [measured, setMeasured] = useState<AlertMeasure | ApiError | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    const timer = setTimeout(() => {
      client
        .call('alerts.measure', { query, view, condition, windowMs }, { signal: controller.signal })
        .then(setMeasured, error => {
          if (!controller.signal.aborted) setMeasured(error as ApiError)
        })
    }, typingRest)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [client, query, view, condition, windowMs])
  if (measured === null) return <p className="faint">{words.notMeasured}</p>
  if ('message' in measured) return <FormProblem problem={measured} />
  return (
    <p className="faint" role="status">
      {measured.problem === null ? say.measure({ condition, measure: measured }) : spoken(measured.problem)}
    </p>
  )
}
