import { useEffect, useState } from 'react'
import type { Instant } from '../../contract/brand.ts'
import type { ReceiptDetail } from '../../contract/receipt.ts'
import type { KnownSend } from '../../contract/sends.ts'
import { maskPhonesIn } from '../format/formatPhone.ts'
import { formatInstant } from '../format/times.ts'
import { usePreferences } from '../state/preferences.ts'
import { useConnection, useServices } from '../state/services.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { type Field, Fields } from './Fields.tsx'

/** What the sender's log says of this text, and by what the two are known to be one. */
export function SendCard({ detail }: { detail: ReceiptDetail }) {
  const { reconcile: words, inspector } = useWords()
  const locale = useLocale()
  const masked = usePreferences(state => state.maskPhones)
  const send = useSend(detail)
  if (send === null) return null
  const { outId, sendTime, templateCode, signName, content, account, bizId } = send
  const field = (name: string, text: string | null): Field[] =>
    text === null ? [] : [{ name, text, shown: masked ? maskPhonesIn(text) : text }]
  const waiting = bizId === null ? 'waitingWithoutId' : 'waiting'
  return (
    <section className="card">
      <h3>{words.fromLog}</h3>
      <p>{words.tiedBy[send.tiedBy ?? waiting]}</p>
      <Fields
        fields={[
          ...(sendTime === null
            ? []
            : [
                {
                  name: words.field.sendTime,
                  text: new Date(sendTime).toISOString(),
                  shown: formatInstant(sendTime as Instant, locale),
                },
              ]),
          ...field(words.field.bizId, bizId),
          ...field(words.field.outId, outId),
          ...field(words.field.templateCode, templateCode),
          ...field(words.field.signName, signName),
          ...field(words.field.content, content),
          ...field(inspector.account, account),
        ]}
      />
    </section>
  )
}

function useSend({ id, rev }: ReceiptDetail): KnownSend | null {
  const { client } = useServices()
  const connected = useConnection().kind === 'open'
  const [answer, setAnswer] = useState<{ of: string; send: KnownSend | null } | null>(null)
  useEffect(() => {
    if (!connected) return
    const controller = new AbortController()
    client.call('sends.of', { id }, { signal: controller.signal }).then(
      send => setAnswer({ of: `${id} ${rev}`, send }),
      // The card is only more to know.
      () => undefined,
    )
    return () => controller.abort()
  }, [client, connected, id, rev])
  return answer?.of === `${id} ${rev}` ? answer.send : null
}
