import { maskPhone } from '../format/formatPhone.ts'
import { usePreferences } from '../state/preferences.ts'
import { useWords } from '../words/useWords.ts'
import type { ComparedField, FieldPair } from './compareFields.ts'
import type { NamedPair } from './FieldTable.tsx'

/** The fields of receipts and what stands in them, in words. */
export function useNamedFields(): (pairs: readonly FieldPair[]) => NamedPair[] {
  const { status, kind, via } = useWords()
  const masked = usePreferences(state => state.maskPhones)
  const nameOf = useFieldName()
  const inWords: Partial<Record<ComparedField, Record<string, string>>> = { status, kind, via }
  const textOf = (field: ComparedField, text: string | null) => {
    if (text === null) return null
    if (field === 'phone' && masked) return maskPhone(text)
    const named = inWords[field] ?? {}
    return Object.hasOwn(named, text) ? (named[text] ?? text) : text
  }
  return pairs =>
    pairs.map(({ field, left, right, same }) => ({
      key: field,
      name: nameOf(field),
      left: textOf(field, left),
      right: textOf(field, right),
      same,
    }))
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
