import type { OutboundCall } from '../../contract/outbound.ts'
import { formatDuration } from '../format/numbers.ts'
import { formatClock, formatInstant } from '../format/times.ts'
import { ForeignText } from '../kit/ForeignText.tsx'
import { useLocale, useWords } from '../words/useWords.ts'

export function CallTable({ calls, label }: { calls: readonly OutboundCall[]; label: string }) {
  const { outbound: words } = useWords()
  return (
    <table className="outbound-calls" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{words.time}</th>
          <th scope="col">{words.why}</th>
          <th scope="col">{words.request}</th>
          <th scope="col">{words.answer}</th>
          <th scope="col">{words.duration}</th>
        </tr>
      </thead>
      <tbody>
        {calls.map(call => (
          <Call key={call.id} call={call} />
        ))}
      </tbody>
    </table>
  )
}

function Call({ call }: { call: OutboundCall }) {
  const { outbound: words } = useWords()
  const locale = useLocale()
  const { at, why, method, origin, path, status, durationMs, problem } = call
  const failed = problem !== null || (status !== null && status >= 400)
  return (
    <tr>
      <td title={formatInstant(at, locale)}>{formatClock(at, locale)}</td>
      <td>{words.reason[why]}</td>
      <td className="mono outbound-request">
        {method} <ForeignText text={`${origin}${path}`} />
      </td>
      <td className={failed ? 'outbound-failed' : ''}>
        {durationMs === null ? words.underWay : [status, problem].filter(part => part !== null).join(' ')}
      </td>
      <td>{durationMs === null ? '' : formatDuration(durationMs, locale)}</td>
    </tr>
  )
}
