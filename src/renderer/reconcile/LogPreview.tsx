import type { Instant } from '../../contract/brand.ts'
import type { SendLogPreview } from '../../contract/sends.ts'
import { maskPhone, maskPhonesIn } from '../format/formatPhone.ts'
import { revealInline } from '../format/revealControls.ts'
import { formatInstant } from '../format/times.ts'
import { Chip } from '../kit/Chip.tsx'
import { usePreferences } from '../state/preferences.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useLocale, useWords } from '../words/useWords.ts'

/** How a log is understood: each column with what it is taken for, and the first sends as they would be stored. */
export function LogPreview({
  preview: { columns, missing, sends, unreadable },
}: {
  preview: SendLogPreview
}) {
  const { reconcile: words } = useWords()
  const locale = useLocale()
  const spoken = useSpoken()
  const masked = usePreferences(state => state.maskPhones)
  const once = [
    ...new Map(sends.map(send => [`${send.phone} ${send.bizId ?? send.sendTime}`, send])).values(),
  ]
  return (
    <>
      <ul className="reconcile-columns" aria-label={words.columns}>
        {columns.map(({ name, field }) => (
          <li key={name}>
            <span className="mono">{revealInline(name, 40)}</span>
            {field === null ? (
              <span className="faint">{words.ignored}</span>
            ) : (
              <Chip tone="accent">{words.field[field]}</Chip>
            )}
          </li>
        ))}
      </ul>
      {missing.map(what => (
        <p key={what} className="reconcile-problem">
          {words.missing[what]}
        </p>
      ))}
      {unreadable !== null && <p className="reconcile-problem">{spoken(unreadable)}</p>}
      {sends.length > 0 && (
        <div className="insights-scroll">
          <table className="insights-table reconcile-table">
            <caption className="visually-hidden">{words.firstSends}</caption>
            <thead>
              <tr>
                <th scope="col">{words.field.phone}</th>
                <th scope="col">{words.field.sendTime}</th>
                <th scope="col">{words.field.bizId}</th>
                <th scope="col">{words.field.content}</th>
              </tr>
            </thead>
            <tbody>
              {once.map(({ phone, sendTime, bizId, content }) => (
                <tr key={`${phone} ${bizId ?? sendTime}`}>
                  <th scope="row" className="mono">
                    {masked ? maskPhone(phone) : revealInline(phone, 20)}
                  </th>
                  <td>{sendTime === null ? '—' : formatInstant(sendTime as Instant, locale)}</td>
                  <td className="mono">{revealInline(bizId ?? '—', 30)}</td>
                  <td>{revealInline(masked ? maskPhonesIn(content ?? '—') : (content ?? '—'), 40)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}
