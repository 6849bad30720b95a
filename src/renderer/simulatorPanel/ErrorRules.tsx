import { Plus, X } from 'lucide-react'
import { useId } from 'react'
import type { SimulatorFaults } from '../../contract/simulator.ts'
import { Button } from '../kit/Button.tsx'
import { IconButton } from '../kit/IconButton.tsx'
import { Select } from '../kit/Select.tsx'
import { ShareField } from '../kit/ShareField.tsx'
import { useWords } from '../words/useWords.ts'

type Rules = SimulatorFaults['errors']

const anyOperation = '*'
const operations = [
  'SendMessage',
  'BatchSendMessage',
  'ReceiveMessage',
  'BatchReceiveMessage',
  'PeekMessage',
  'BatchPeekMessage',
  'DeleteMessage',
  'BatchDeleteMessage',
  'ChangeMessageVisibility',
  'CreateQueue',
  'GetQueueAttributes',
  'SetQueueAttributes',
  'DeleteQueue',
  'ListQueue',
  'PublishMessage',
  'Subscribe',
]
const codes = [
  'InternalError',
  'InternalServerError',
  'QpsLimitExceeded',
  'AccessDenied',
  'SignatureDoesNotMatch',
  'InvalidAccessKeyId',
  'TimeExpired',
  'QueueNotExist',
  'MessageNotExist',
  'ReceiptHandleError',
]

/** Which calls are refused, how often and with what; the first rule that names a call decides about it. */
export function ErrorRules({ rules, onChange }: { rules: Rules; onChange: (rules: Rules) => void }) {
  const { simulatorPanel: words } = useWords()
  const id = useId()
  const change = (place: number, change: Partial<Rules[number]>) =>
    onChange(rules.map((rule, at) => (at === place ? { ...rule, ...change } : rule)))
  const free = operations.filter(name => !rules.some(({ operation }) => operation === name))
  return (
    <div className="error-rules">
      {rules.map((rule, place) => (
        <div key={rule.operation ?? anyOperation} className="error-rule">
          <Select
            label={words.operation}
            value={rule.operation ?? anyOperation}
            options={[
              ...(rule.operation === null || rules.every(({ operation }) => operation !== null)
                ? [{ value: anyOperation, title: words.anyOperation }]
                : []),
              ...operations
                .filter(name => name === rule.operation || free.includes(name))
                .map(name => ({ value: name, title: name })),
            ]}
            onChange={operation =>
              change(place, { operation: operation === anyOperation ? null : operation })
            }
          />
          <div className="labelled">
            <label htmlFor={`${id}-code-${place}`}>{words.errorCode}</label>
            <input
              id={`${id}-code-${place}`}
              className="text-field mono"
              list={`${id}-codes`}
              pattern="[A-Za-z.]{1,60}"
              defaultValue={rule.code}
              onBlur={event => {
                const code = event.target.value.trim()
                if (/^[A-Za-z.]{1,60}$/.test(code) && code !== rule.code) change(place, { code })
              }}
            />
          </div>
          <div className="labelled">
            <span className="label">{words.callsRefused}</span>
            <ShareField
              label={words.callsRefused}
              value={rule.share}
              onChange={share => change(place, { share })}
            />
          </div>
          {rules.length > 1 && (
            <IconButton
              label={words.removeRule(place + 1)}
              icon={<X aria-hidden />}
              onClick={() => onChange(rules.filter((_, at) => at !== place))}
            />
          )}
        </div>
      ))}
      <datalist id={`${id}-codes`}>
        {codes.map(code => (
          <option key={code} value={code} />
        ))}
      </datalist>
      {free.length > 0 && (
        <Button
          look="quiet"
          icon={<Plus aria-hidden />}
          onClick={() => {
            const [operation] = free
            if (operation !== undefined)
              onChange([{ operation, share: 0.1, code: 'QpsLimitExceeded' }, ...rules])
          }}
        >
          {words.addRule}
        </Button>
      )}
    </div>
  )
}
