import { Plus, Send, X } from 'lucide-react'
import { useId, useState } from 'react'
import type { SendOutcome } from '../../contract/queues.ts'
import { Button } from '../kit/Button.tsx'
import { Copyable } from '../kit/Copyable.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { IconButton } from '../kit/IconButton.tsx'
import { NumberField } from '../kit/NumberField.tsx'
import { PanelCard, PanelRow } from '../kit/PanelCard.tsx'
import { Switch } from '../kit/Switch.tsx'
import { useSpoken } from '../words/useSpoken.ts'
import { useWords } from '../words/useWords.ts'
import { useOperations } from './operations.ts'
import { batchSize, priorities } from './ranges.ts'

/** One message, or up to sixteen in one request. */
export function SendForm({ queue, onSent }: { queue: string; onSent: () => void }) {
  const { queuesPanel: words } = useWords()
  const spoken = useSpoken()
  const { operate } = useOperations()
  const id = useId()
  const [bodies, setBodies] = useState([{ key: 0, text: '' }])
  const [asBase64, setAsBase64] = useState(true)
  const [delaySeconds, setDelaySeconds] = useState(0)
  const [priority, setPriority] = useState<number>(priorities.usual)
  const [outcomes, setOutcomes] = useState<SendOutcome[]>([])
  const [busy, setBusy] = useState(false)

  async function send() {
    setBusy(true)
    const sent = await operate('queues.send', {
      queue,
      bodies: bodies.map(({ text }) => text),
      asBase64,
      delaySeconds,
      priority,
    })
    setBusy(false)
    setOutcomes(sent?.value ?? [])
    if (sent !== null) onSent()
  }

  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void send()
      }}
    >
      <PanelCard
        title={words.send}
        hint={words.sendHint}
        end={
          <Button type="submit" look="main" icon={<Send aria-hidden />} busy={busy}>
            {bodies.length === 1 ? words.sendOne : words.sendBatch(bodies.length)}
          </Button>
        }
      >
        {bodies.map(({ key, text }, place) => (
          <div key={key} className="message-body">
            <div className="labelled">
              <label htmlFor={`${id}-${key}`}>{words.body(place + 1)}</label>
              <textarea
                id={`${id}-${key}`}
                className="text-field mono"
                rows={3}
                required
                spellCheck={false}
                value={text}
                onChange={event =>
                  setBodies(bodies.map(body => (body.key === key ? { key, text: event.target.value } : body)))
                }
              />
            </div>
            {bodies.length > 1 && (
              <IconButton
                label={words.removeBody(place + 1)}
                icon={<X aria-hidden />}
                onClick={() => setBodies(bodies.filter(body => body.key !== key))}
              />
            )}
          </div>
        ))}
        {bodies.length < batchSize && (
          <div>
            <Button
              look="quiet"
              icon={<Plus aria-hidden />}
              onClick={() => setBodies([...bodies, { key: (bodies.at(-1)?.key ?? 0) + 1, text: '' }])}
            >
              {words.addBody}
            </Button>
          </div>
        )}
        <PanelRow title={words.asBase64} hint={words.asBase64Hint}>
          <Switch label={words.asBase64} checked={asBase64} onChange={setAsBase64} />
        </PanelRow>
        <PanelRow title={words.attribute.delaySeconds}>
          <NumberField
            label={words.attribute.delaySeconds}
            labelShown={false}
            unit={words.seconds}
            min={0}
            max={604_800}
            value={delaySeconds}
            onChange={setDelaySeconds}
          />
        </PanelRow>
        <PanelRow title={words.priority} hint={words.priorityHint}>
          <NumberField
            label={words.priority}
            labelShown={false}
            min={priorities.least}
            max={priorities.most}
            value={priority}
            onChange={setPriority}
          />
        </PanelRow>
      </PanelCard>
      {outcomes.length > 0 && (
        <ul className="outcomes" aria-live="polite" aria-label={words.outcomes}>
          {outcomes.map((outcome, place) => (
            <li key={outcome.ok ? outcome.messageId : `${outcome.code} ${outcomes.length - place}`}>
              {outcome.ok ? (
                <>
                  {words.sent}{' '}
                  <span className="mono">
                    <Copyable text={outcome.messageId} name="MessageId">
                      <ForeignText text={outcome.messageId} />
                    </Copyable>
                  </span>
                </>
              ) : (
                <span className="form-problem">
                  <ForeignText text={`${outcome.code}: ${spoken(outcome.message)}`} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </form>
  )
}
