import { Pin, StickyNote } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ReceiptRow } from '../../contract/receipt.ts'
import { formatPhone, maskPhone, maskPhonesIn } from '../format/formatPhone.ts'
import { isForeign } from '../format/isForeign.ts'
import { formatLatency } from '../format/numbers.ts'
import { revealInline } from '../format/revealControls.ts'
import { formatAgo, formatInstant, formatTime } from '../format/times.ts'
import { Chip } from '../kit/Chip.tsx'
import { Marked } from '../kit/Marked.tsx'
import { StatusMark } from '../kit/StatusMark.tsx'
import { useNow } from '../state/now.ts'
import { usePreferences } from '../state/preferences.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { useCodeMeaning } from './codeMeanings.ts'
import type { ColumnName } from './columnNames.ts'
import { SignatureChip } from './SignatureChip.tsx'
import { useCarrierName } from './useCarrierName.ts'

type Props = { column: ColumnName; row: ReceiptRow; terms: readonly string[]; masked: boolean }

const nothing = <span className="faint">—</span>

export function ReceiptCell({ column, row, terms, masked }: Props) {
  const carrierName = useCarrierName()
  const text = (value: string | null, className = 'mono faint') =>
    value === null ? (
      nothing
    ) : (
      <span className={`foreign ${className}`}>
        <Marked text={revealInline(value)} terms={terms} />
      </span>
    )
  switch (column) {
    case 'status':
      return <StatusMark row={row} />
    case 'received':
      return <ReceivedCell row={row} />
    case 'phone':
      return <PhoneCell phone={row.phone} terms={terms} masked={masked} />
    case 'code':
      return <CodeCell row={row} terms={terms} masked={masked} />
    case 'latency':
      return <LatencyCell milliseconds={row.latencyMs} />
    case 'parts':
      return <span className="dim">{row.parts ?? ''}</span>
    case 'bizId':
      return text(row.bizId)
    case 'outId':
      return text(row.outId)
    case 'carrier':
      return text(row.carrier === null ? null : carrierName(row.carrier), 'dim')
    case 'source':
      return text(row.source, 'dim')
    case 'via':
      return <ViaCell row={row} />
    default:
      return column satisfies never
  }
}

function ReceivedCell({ row }: { row: ReceiptRow }) {
  const now = useNow()
  const locale = useLocale()
  const relative = usePreferences(state => state.times === 'relative')
  const shown = relative ? formatAgo(row.receivedAt, now, locale) : formatTime(row.receivedAt, now, locale)
  return (
    <time
      className="dim"
      onPointerEnter={event => {
        event.currentTarget.title = formatInstant(row.receivedAt, locale)
      }}
    >
      {shown}
    </time>
  )
}

function PhoneCell({ phone, terms, masked }: { phone: string | null } & Pick<Props, 'terms' | 'masked'>) {
  if (phone === null) return nothing
  const shown = revealInline(masked ? maskPhone(phone) : formatPhone(phone), 40)
  return (
    <span className="mono foreign">
      <Marked text={shown} terms={masked ? [] : terms} gap=" " />
    </span>
  )
}

function CodeCell({ row, terms, masked }: Omit<Props, 'column'>) {
  const locale = useLocale()
  const spoken = useSpoken()
  const meaning = useCodeMeaning(row.kind === 'report' ? row.errCode : null, row.carrier, row.phone)
  const words = row.kind === 'report' ? (row.errMessage ?? row.content) : (row.content ?? row.errMessage)
  const explained = meaning !== null && (words === null || isForeign(words, locale)) ? spoken(meaning) : null
  const said = words === null || !masked ? words : maskPhonesIn(words)
  return (
    <span className="foreign">
      <span className={row.status === 'failed' ? 'mono cell-code-bad' : 'mono'}>
        {row.errCode === null ? (
          <span className="faint">—</span>
        ) : (
          <Marked text={revealInline(row.errCode, 60)} terms={terms} />
        )}
      </span>{' '}
      {explained !== null && <span className="dim">{explained} </span>}
      <span className="faint">{said === null ? '' : <Marked text={revealInline(said)} terms={terms} />}</span>
    </span>
  )
}

/** Seconds at which the bar is half and wholly full are those a sender would call slow and too slow. */
const latencyTone = (seconds: number) => (seconds > 30 ? 'bad' : seconds > 5 ? 'wait' : 'ok')

function LatencyCell({ milliseconds }: { milliseconds: number | null }) {
  const locale = useLocale()
  if (milliseconds === null) return nothing
  const seconds = milliseconds / 1_000
  const share = Math.max(8, Math.min(100, (Math.log10(1 + Math.max(0, seconds)) / Math.log10(61)) * 100))
  return (
    <span className="latency">
      <span className={`latency-bar latency-${latencyTone(seconds)}`} aria-hidden>
        <span style={{ width: `${share}%` }} />
      </span>
      {formatLatency(milliseconds, locale)}
    </span>
  )
}

function ViaCell({ row }: { row: ReceiptRow }) {
  const words = useWords()
  return (
    <span className="via">
      <span className="dim">{words.via[row.via]}</span>
      {row.deliveries > 1 && (
        <Chip tone="wait" title={words.receipts.redelivered(row.deliveries)}>
          ×{row.deliveries}
        </Chip>
      )}
      {row.duplicateOf !== null && (
        <Chip tone="wait" title={words.receipts.duplicateHint}>
          {words.receipts.duplicate}
        </Chip>
      )}
      <SignatureChip row={row} quiet />
      {row.pinned && (
        <Tagged title={words.inspector.pinned}>
          <Pin aria-hidden />
        </Tagged>
      )}
      {row.note !== null && (
        <Tagged title={revealInline(row.note)}>
          <StickyNote aria-hidden />
        </Tagged>
      )}
    </span>
  )
}

const Tagged = ({ title, children }: { title: string; children: ReactNode }) => (
  <span className="tagged" title={title}>
    {children}
    <span className="visually-hidden">{title}</span>
  </span>
)
