import { maskPhone, maskPhonesIn } from '../format/formatPhone.ts'
import { ForeignText } from '../kit/ForeignText.tsx'
import { usePreferences } from '../state/preferences.ts'
import { useWords } from '../words/useWords.ts'
import type { ComparedField, FieldPair } from './compareFields.ts'

const shownLength = 600

export function FieldTable({
  pairs,
  names,
}: {
  pairs: readonly FieldPair[]
  names: readonly [string, string]
}) {
  const { compare: words } = useWords()
  const nameOf = useFieldName()
  return (
    <table className="compare-fields">
      <thead>
        <tr>
          <th scope="col">{words.field}</th>
          {names.map(name => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {pairs.map(({ field, left, right, same }) => (
          <tr key={field} className={same ? '' : 'compare-differs'}>
            <th scope="row">
              {nameOf(field)}
              {!same && <span className="visually-hidden">, {words.differs}</span>}
            </th>
            <Value field={field} text={left} />
            <Value field={field} text={right} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Value({ field, text }: { field: ComparedField; text: string | null }) {
  const { compare: words, status, kind, via } = useWords()
  const masked = usePreferences(state => state.maskPhones)
  if (text === null) return <td className="faint">{words.notThere}</td>
  const named: Record<string, string> = { status, kind, via }[field as string] ?? {}
  const hidden = !masked ? text : field === 'phone' ? maskPhone(text) : maskPhonesIn(text)
  const shown = Object.hasOwn(named, text) ? (named[text] ?? text) : hidden
  return (
    <td className="mono">
      <ForeignText text={shown.length > shownLength ? `${shown.slice(0, shownLength)}…` : shown} />
    </td>
  )
}

function useFieldName(): (field: ComparedField) => string {
  const { inspector: words, column, compare } = useWords()
  const names: Record<ComparedField, string> = {
    kind: compare.kind,
    status: column.status,
    phone: column.phone,
    errCode: column.code,
    errMessage: compare.message,
    content: words.content,
    sendTime: words.sent,
    reportTime: words.reported,
    receivedAt: words.received,
    latencyMs: words.latency,
    bizId: words.bizId,
    outId: words.outId,
    parts: words.parts,
    destCode: words.destCode,
    sequenceId: words.sequenceId,
    carrier: words.carrier,
    via: column.via,
    account: words.account,
    source: column.source,
    messageId: words.messageId,
    requestId: words.requestId,
    deliveries: words.deliveries,
    signature: words.signature,
    requestLine: words.requestLine,
    rawBytes: compare.size,
    undecodedReason: words.undecoded,
    note: words.note,
  }
  return field => names[field]
}
