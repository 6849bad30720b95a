import { Mail, MessageSquareText, PackageOpen } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { OutboxItem } from '../../contract/simulator.ts'
import { formatPhone, maskPhone, maskPhonesIn } from '../format/formatPhone.ts'
import { formatCount } from '../format/numbers.ts'
import { formatInstant } from '../format/times.ts'
import { EmptyState } from '../kit/EmptyState.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { LongText } from '../kit/LongText.tsx'
import { usePreferences } from '../state/preferences.ts'
import { useServices } from '../state/services.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import type { RunningSimulator } from './runningSimulator.ts'

const listed = 100

/** Mail and SMS that would have left the house, the latest first. */
export function OutboxTab({ state }: { state: RunningSimulator }) {
  const { simulatorPanel: words } = useWords()
  const locale = useLocale()
  const { client } = useServices()
  const { outboxTotal } = state
  const [items, setItems] = useState<OutboxItem[] | null>(null)
  useEffect(() => {
    if (outboxTotal === 0) return setItems([])
    client.call('simulator.outbox', { limit: listed }).then(
      ({ items }) => setItems(items),
      () => setItems([]),
    )
  }, [client, outboxTotal])
  if (items === null) return null
  if (items.length === 0) {
    return (
      <EmptyState icon={<PackageOpen aria-hidden />} title={words.noOutbox}>
        {words.noOutboxHint}
      </EmptyState>
    )
  }
  return (
    <div className="outbox">
      <p className="faint">{words.outboxTotal(formatCount(outboxTotal, locale))}</p>
      <ul>
        {items.map(item => (
          <OutboxEntry key={keyOf(item)} item={item} />
        ))}
      </ul>
    </div>
  )
}

const keyOf = (item: OutboxItem) =>
  `${item.at} ${item.to} ${item.kind === 'sms' ? item.bizId : item.messageId}`

function OutboxEntry({ item }: { item: OutboxItem }) {
  const { simulatorPanel: words } = useWords()
  const locale = useLocale()
  const masked = usePreferences(state => state.maskPhones)
  const shownText = (text: string) => (masked ? maskPhonesIn(text) : text)
  return (
    <li className="outbox-item">
      {item.kind === 'mail' ? <Mail aria-hidden /> : <MessageSquareText aria-hidden />}
      <div>
        <div className="outbox-head">
          <strong>
            <ForeignText
              text={item.kind === 'mail' ? item.to : masked ? maskPhone(item.to) : formatPhone(item.to)}
            />
          </strong>
          <span className="faint">
            {item.kind === 'mail' ? words.mail : words.sms} · {formatInstant(item.at, locale)}
          </span>
        </div>
        {item.kind === 'mail' ? (
          <>
            <p>
              <ForeignText text={item.subject} />{' '}
              <span className="faint">
                <ForeignText text={words.from(item.from)} />
              </span>
            </p>
            <LongText text={shownText(item.body)} />
          </>
        ) : (
          <>
            <p>
              <ForeignText text={shownText(item.content)} multiline />
            </p>
            <p className="faint mono">
              <ForeignText text={`${item.templateCode} · ${item.bizId}`} /> · {words.parts(item.parts)}
            </p>
          </>
        )}
      </div>
    </li>
  )
}
