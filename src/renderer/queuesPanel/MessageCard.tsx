import { useState } from 'react'
import type { Instant } from '../../contract/brand.ts'
import type { BrowsedMessage } from '../../contract/queues.ts'
import { maskPhonesIn } from '../format/formatPhone.ts'
import { formatCount } from '../format/numbers.ts'
import { formatInstant } from '../format/times.ts'
import { Button } from '../kit/Button.tsx'
import { Chip } from '../kit/Chip.tsx'
import { Copyable } from '../kit/Copyable.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { LongText } from '../kit/LongText.tsx'
import { NumberField } from '../kit/NumberField.tsx'
import { usePreferences } from '../state/preferences.ts'
import { useLocale, useWords } from '../words/useWords.ts'

type Props = {
  message: BrowsedMessage
  onHide: (lease: string, seconds: number) => void
  onDelete: (lease: string) => void
}

/** A message with what the queue says of it; what can be done to it is there while it is leased. */
export function MessageCard({ message, onHide, onDelete }: Props) {
  const { queuesPanel: words } = useWords()
  const locale = useLocale()
  const masked = usePreferences(state => state.maskPhones)
  const [seconds, setSeconds] = useState(60)
  const { lease, messageId, decoded, body } = message
  const text = decoded ?? body
  const when = (instant: Instant | null) => (instant === null ? null : formatInstant(instant, locale))
  const facts = [
    [words.enqueued, when(message.enqueuedAt)],
    [words.firstReceived, when(message.firstReceivedAt)],
    [words.backAt, lease === null ? null : when(message.leasedUntil)],
    [words.dequeueCount, message.dequeueCount === null ? null : formatCount(message.dequeueCount, locale)],
    [words.hasPriority, message.priority === null ? null : String(message.priority)],
  ] as const
  return (
    <article className="message" aria-label={messageId ?? words.messages}>
      <div className="message-head">
        <span className="mono">
          <Copyable text={messageId ?? ''} name="MessageId">
            <ForeignText text={messageId ?? '–'} />
          </Copyable>
        </span>
        {decoded !== null && <Chip>Base64</Chip>}
      </div>
      <LongText text={masked ? maskPhonesIn(text) : text} />
      <dl className="message-facts">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {lease !== null && (
        <div className="message-actions">
          <NumberField
            label={words.hideFor}
            unit={words.seconds}
            min={1}
            max={43_200}
            value={seconds}
            onChange={setSeconds}
          />
          <Button onClick={() => onHide(lease, seconds)}>{words.hide}</Button>
          <Button onClick={() => onDelete(lease)}>{words.deleteMessage}</Button>
        </div>
      )}
    </article>
  )
}
