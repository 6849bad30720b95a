import type { ReceiptDetail } from '../../contract/receipt.ts'
import { formatPhone, maskPhone } from '../format/formatPhone.ts'
import { formatCount, formatLatency } from '../format/numbers.ts'
import { formatInstant } from '../format/times.ts'
import { useCarrierName } from '../receipts/useCarrierName.ts'
import { usePreferences } from '../state/preferences.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { type ComparedField, compareFields, textOf } from './compareFields.ts'
import type { NamedPair } from './FieldTable.tsx'

/** The fields of two receipts beside each other, each with its name and what stands in it as the window says it. */
export function useNamedFields(): (left: ReceiptDetail, right: ReceiptDetail) => NamedPair[] {
  const spoken = useSpoken()
  const nameOf = useFieldName()
  const say = useFieldText()
  return (left, right) =>
    compareFields(left, right, spoken).map(({ field, same }) => ({
      key: field,
      name: nameOf(field),
      left: say(field, left),
      right: say(field, right),
      same,
    }))
}

function useFieldText(): (field: ComparedField, detail: ReceiptDetail) => string | null {
  const { status, kind, via } = useWords()
  const locale = useLocale()
  const spoken = useSpoken()
  const carrierName = useCarrierName()
  const masked = usePreferences(state => state.maskPhones)
  return (field, detail) => {
    if (detail[field] === null) return null
    switch (field) {
      case 'status':
        return status[detail.status]
      case 'kind':
        return kind[detail.kind]
      case 'via':
        return via[detail.via]
      case 'carrier':
        return carrierName(detail.carrier ?? '')
      case 'phone':
        return masked ? maskPhone(detail.phone ?? '') : formatPhone(detail.phone ?? '')
      case 'sendTime':
      case 'reportTime':
      case 'receivedAt': {
        const instant = detail[field]
        return instant === null ? null : formatInstant(instant, locale)
      }
      case 'latencyMs':
        return formatLatency(detail.latencyMs ?? 0, locale)
      case 'parts':
      case 'deliveries':
      case 'rawBytes':
        return formatCount(detail[field] ?? 0, locale)
      default:
        return textOf(field, detail, spoken)
    }
  }
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
