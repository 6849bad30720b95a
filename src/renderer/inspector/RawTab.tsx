import { EyeOff } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { ReceiptDetail } from '../../contract/receipt.ts'
import { decodeBase64 } from '../format/base64.ts'
import { formatBytes, formatCount } from '../format/numbers.ts'
import { Button } from '../kit/Button.tsx'
import { EmptyState } from '../kit/EmptyState.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { LongText } from '../kit/LongText.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import { loadLater } from '../parts/loadLater.tsx'
import { usePreferences } from '../state/preferences.ts'
import { useLocale, useWords } from '../words/useWords.ts'

const HexView = loadLater(async () => (await import('./HexView.tsx')).HexView)

/** Headers shown before the rest is asked for. */
const firstHeaders = 100

/** Masked bytes would no longer be the bytes: while numbers are masked, these are shown on demand only. */
export function RawTab({ detail }: { detail: ReceiptDetail }) {
  const { inspector: words } = useWords()
  const masked = usePreferences(state => state.maskPhones)
  const [anyway, setAnyway] = useState(false)
  if (!masked || anyway) return <RawBytes detail={detail} />
  return (
    <EmptyState
      icon={<EyeOff aria-hidden />}
      title={words.rawMaskedTitle}
      action={<Button onClick={() => setAnyway(true)}>{words.rawAnyway}</Button>}
    >
      {words.rawMasked}
    </EmptyState>
  )
}

function RawBytes({ detail }: { detail: ReceiptDetail }) {
  const { inspector: words } = useWords()
  const locale = useLocale()
  const [view, setView] = useState<'text' | 'hex'>('text')
  const bytes = useMemo(() => decodeBase64(detail.raw), [detail.raw])
  const text = useMemo(() => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), [bytes])
  const broken = useMemo(() => !isUtf8(bytes), [bytes])
  return (
    <div className="inspector-body raw">
      {detail.requestLine !== null && (
        <p className="mono raw-request-line">
          <span className="visually-hidden">{words.requestLine}: </span>
          <ForeignText text={detail.requestLine} />
        </p>
      )}
      {detail.headers === null ? (
        <p className="dim">{words.noHeaders}</p>
      ) : (
        <Headers headers={detail.headers} />
      )}
      <section className="raw-bytes">
        <div className="raw-bytes-head">
          <h3 className="section-title">{words.bytes(formatBytes(detail.rawBytes, locale))}</h3>
          <Segmented
            label={words.rawView}
            value={view}
            options={[
              { value: 'text', title: words.asText },
              { value: 'hex', title: words.asHex },
            ]}
            onChange={setView}
          />
        </div>
        {broken && <p className="raw-broken">{words.brokenText}</p>}
        {view === 'text' ? <LongText text={text} /> : <HexView bytes={bytes} />}
      </section>
    </div>
  )
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function Headers({ headers }: { headers: [name: string, value: string][] }) {
  const { inspector: words } = useWords()
  const locale = useLocale()
  const [all, setAll] = useState(false)
  const shown = all ? headers : headers.slice(0, firstHeaders)
  const count = formatCount(headers.length, locale)
  return (
    <section>
      <h3 className="section-title">{words.headers(count)}</h3>
      <div className="raw-headers mono">
        {[...shown.entries()].map(([place, [name, value]]) => (
          <div key={place}>
            <span className="faint">
              <ForeignText text={name} />:{' '}
            </span>
            <ForeignText text={value} />
          </div>
        ))}
      </div>
      {shown.length < headers.length && (
        <Button onClick={() => setAll(true)}>{words.showAllHeaders(count)}</Button>
      )}
    </section>
  )
}
