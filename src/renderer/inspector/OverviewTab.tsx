import { Copy, Pin, PinOff, Signature } from 'lucide-react'
import type { Instant } from '../../contract/brand.ts'
import type { ReceiptDetail } from '../../contract/receipt.ts'
import { useActions } from '../actions/useActions.ts'
import { formatPhone, maskPhone, maskPhonesIn } from '../format/formatPhone.ts'
import { formatCount, formatLatency } from '../format/numbers.ts'
import { formatInstant } from '../format/times.ts'
import { Button } from '../kit/Button.tsx'
import { Chip } from '../kit/Chip.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { KeyHint } from '../kit/KeyHint.tsx'
import { shownStatus } from '../kit/StatusMark.tsx'
import { statusTones } from '../kit/statusTones.ts'
import { loadLater } from '../parts/loadLater.tsx'
import { quoteValue } from '../query/quoteValue.ts'
import { SignatureChip, signatureFinding } from '../receipts/SignatureChip.tsx'
import { useCarrierName } from '../receipts/useCarrierName.ts'
import { usePreferences } from '../state/preferences.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { CodeMeaning } from './CodeMeaning.tsx'
import { type Field, Fields } from './Fields.tsx'
import { Note } from './Note.tsx'
import { SendCard } from './SendCard.tsx'
import { useExplanation } from './useExplanation.ts'
import { VersionsCard } from './VersionsCard.tsx'

const AskService = loadLater(async () => (await import('../reconcile/AskService.tsx')).AskService)

export function OverviewTab({ detail }: { detail: ReceiptDetail }) {
  const words = useWords()
  const { run, keysOf } = useActions()
  return (
    <div className="inspector-body">
      <Verdict detail={detail} />
      {detail.kind === 'report' && detail.status === 'pending' && (
        <AskService key={detail.id} detail={detail} />
      )}
      {detail.kind === 'report' && <VersionsCard detail={detail} />}
      {detail.kind === 'report' && <SendCard detail={detail} />}
      <Fields fields={useFields(detail)} />
      <Extra extra={detail.extra} />
      <Note detail={detail} />
      <div className="inspector-actions">
        <Button icon={<Copy aria-hidden />} onClick={() => run('copyRow')}>
          {detail.requestLine === null ? words.inspector.copyBody : words.inspector.copyRequest}
          {keysOf('copyRow')
            .slice(0, 1)
            .map(chord => (
              <KeyHint key={chord} chord={chord} />
            ))}
        </Button>
        <Button
          icon={detail.pinned ? <PinOff aria-hidden /> : <Pin aria-hidden />}
          onClick={() => run('togglePin')}
        >
          {detail.pinned ? words.inspector.unpin : words.inspector.pin}
          {keysOf('togglePin')
            .slice(0, 1)
            .map(chord => (
              <KeyHint key={chord} chord={chord} />
            ))}
        </Button>
        {detail.requestLine !== null && (
          <Button icon={<Signature aria-hidden />} onClick={() => run('inspectSignature')}>
            {words.bench.openPush}
            {keysOf('inspectSignature')
              .slice(0, 1)
              .map(chord => (
                <KeyHint key={chord} chord={chord} />
              ))}
          </Button>
        )}
      </div>
    </div>
  )
}

/** The first thing to know: the code in words, the reply, or why nothing could be read. */
function Verdict({ detail }: { detail: ReceiptDetail }) {
  const words = useWords()
  const spoken = useSpoken()
  const masked = usePreferences(state => state.maskPhones)
  const carrierName = useCarrierName()
  const explanation = useExplanation(detail.errCode, detail.phone)
  const hide = (text: string) => (masked ? maskPhonesIn(text) : text)
  if (detail.undecodedReason !== null) {
    return (
      <section className="card card-bad">
        <h3>{words.inspector.undecoded}</h3>
        <p>
          <ForeignText text={spoken(detail.undecodedReason)} />
        </p>
        <p>{words.inspector.undecodedHint}</p>
      </section>
    )
  }
  const text = detail.kind === 'report' ? detail.errMessage : detail.content
  if (detail.errCode === null && text === null) return null
  // What is explained in words comes before what the carrier wrote.
  const afterwards = detail.kind === 'report' && text !== null && explanation !== null
  const said = (
    <p className="verdict-text">
      <ForeignText text={hide((text ?? '').slice(0, 4_000))} multiline />
    </p>
  )
  return (
    <section className="card">
      <h3>
        <span>
          {detail.errCode !== null && (
            <span className={`mono verdict-code verdict-${statusTones[detail.status]}`}>
              <ForeignText text={detail.errCode} />
            </span>
          )}
          {detail.kind !== 'report' && words.kind[detail.kind]}
          {detail.kind === 'report' && detail.errCode === null && words.status[shownStatus(detail)]}
        </span>
        {detail.carrier !== null && (
          <Chip>
            <ForeignText text={carrierName(detail.carrier)} />
          </Chip>
        )}
      </h3>
      {text !== null && !afterwards && said}
      {explanation !== null && <CodeMeaning explanation={explanation} />}
      {text !== null && afterwards && (
        <div className="verdict-original">
          <h4>{words.inspector.original}</h4>
          {said}
        </div>
      )}
    </section>
  )
}

function useFields(detail: ReceiptDetail): Field[] {
  const { inspector: words, receipts, via, column } = useWords()
  const locale = useLocale()
  const masked = usePreferences(state => state.maskPhones)
  const instant = (name: string, at: Instant | null): Field[] =>
    at === null ? [] : [{ name, text: new Date(at).toISOString(), shown: formatInstant(at, locale) }]
  const id = (name: string, text: string | null, field?: string): Field[] => {
    if (text === null) return []
    const query = field === undefined ? {} : { query: `${field}:${quoteValue(text)}` }
    return [{ name, text, mono: true, ...query }]
  }
  const sourceNames = { queue: words.queue, push: words.endpoint, query: words.asked }
  const finding = signatureFinding(detail, receipts)
  const trust = { queue: words.trustQueue, query: words.trustQuery, push: words.trustPush }[detail.via]

  return [
    ...instant(words.sent, detail.sendTime),
    ...instant(words.reported, detail.reportTime),
    ...instant(words.received, detail.receivedAt),
    ...(detail.latencyMs === null
      ? []
      : [
          {
            name: words.latency,
            text: `${detail.latencyMs} ms`,
            shown: formatLatency(detail.latencyMs, locale),
          },
        ]),
    ...(detail.phone === null
      ? []
      : [
          {
            name: column.phone,
            text: detail.phone,
            mono: true,
            query: `phone:${quoteValue(detail.phone)}`,
            shown: (
              <ForeignText text={masked ? maskPhone(detail.phone) : formatPhone(detail.phone)} gap=" " />
            ),
          },
        ]),
    ...id(words.bizId, detail.bizId, 'biz_id'),
    ...id(words.outId, detail.outId, 'out_id'),
    ...(detail.parts === null ? [] : [{ name: words.parts, text: formatCount(detail.parts, locale) }]),
    ...id(words.destCode, detail.destCode),
    ...id(words.sequenceId, detail.sequenceId),
    { name: words.account, text: detail.account, query: `account:${quoteValue(detail.account)}` },
    {
      name: sourceNames[detail.via],
      text: detail.source,
      mono: true,
      query: `source:${quoteValue(detail.source)}`,
    },
    ...id(words.messageId, detail.messageId, 'message_id'),
    ...id(words.requestId, detail.requestId, 'request_id'),
    ...(detail.deliveries > 1
      ? [
          {
            name: words.deliveries,
            text: String(detail.deliveries),
            shown: words.deliveredTimes(formatCount(detail.deliveries, locale)),
          },
        ]
      : []),
    ...id(words.duplicateOf, detail.duplicateOf),
    {
      name: words.trust,
      text: finding === null ? trust : `${via[detail.via]}: ${finding.word}`,
      shown: (
        <span className="trust">
          <SignatureChip row={detail} />
          <span>{finding === null || finding.tone === 'ok' ? trust : finding.hint}</span>
        </span>
      ),
    },
  ]
}

function Extra({ extra }: { extra: ReceiptDetail['extra'] }) {
  const words = useWords()
  const entries = Object.entries(extra).slice(0, 100)
  if (entries.length === 0) return null
  return (
    <section>
      <h3 className="section-title">{words.inspector.extra}</h3>
      <Fields
        fields={entries.map(([name, value]) => ({
          name: name.slice(0, 80),
          text: (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 2_000),
          mono: true,
        }))}
      />
    </section>
  )
}
