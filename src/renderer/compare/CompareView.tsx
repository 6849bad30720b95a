import './Compare.css'
import { ArrowLeft } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { ApiError } from '../../contract/apiError.ts'
import type { ReceiptId } from '../../contract/brand.ts'
import type { ReceiptDetail } from '../../contract/receipt.ts'
import { decodeBase64 } from '../format/base64.ts'
import { formatLayer } from '../format/formatLayer.ts'
import { maskPhonesIn } from '../format/formatPhone.ts'
import { formatCount } from '../format/numbers.ts'
import { formatInstant } from '../format/times.ts'
import { Button } from '../kit/Button.tsx'
import { FormProblem } from '../kit/FormProblem.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import { usePreferences } from '../state/preferences.ts'
import { useReceipts, useServices } from '../state/services.ts'
import { setShell } from '../state/shell.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { compareFields } from './compareFields.ts'
import { FieldTable } from './FieldTable.tsx'
import { HexDiff } from './HexDiff.tsx'
import { LineDiff } from './LineDiff.tsx'

/** Two receipts side by side, over the list: their fields, their headers, their bodies. */
export function CompareView() {
  const { compare: words } = useWords()
  const chosen = useReceipts(state => state.chosen)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const places = chosen.kind === 'all' ? [] : [...chosen.ids].sort(([a], [b]) => a - b)
  const [older, newer] = places.map(([, id]) => id)
  return (
    <section className="compare" aria-label={words.title}>
      <header>
        <Button look="quiet" icon={<ArrowLeft aria-hidden />} onClick={() => setShell({ task: 'none' })}>
          {words.back}
        </Button>
        <h2 ref={heading} tabIndex={-1}>
          {words.title}
        </h2>
      </header>
      {older !== undefined && newer !== undefined && <Pair key={`${older} ${newer}`} ids={[older, newer]} />}
    </section>
  )
}

type Loaded =
  | { kind: 'loading' }
  | { kind: 'failed'; error: ApiError }
  | { kind: 'here'; pair: [ReceiptDetail, ReceiptDetail] }

function Pair({ ids: [older, newer] }: { ids: [ReceiptId, ReceiptId] }) {
  const { compare: words } = useWords()
  const { client } = useServices()
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'loading' })
  useEffect(() => {
    const controller = new AbortController()
    const get = (id: ReceiptId) => client.call('receipts.get', { id }, { signal: controller.signal })
    Promise.all([get(older), get(newer)]).then(
      pair => setLoaded({ kind: 'here', pair }),
      (error: unknown) => {
        if (!controller.signal.aborted && error instanceof ApiError) setLoaded({ kind: 'failed', error })
      },
    )
    return () => controller.abort()
  }, [client, older, newer])
  switch (loaded.kind) {
    case 'loading':
      return (
        <p className="dim compare-body" role="status">
          {words.loading}
        </p>
      )
    case 'failed':
      return <FormProblem problem={loaded.error} />
    case 'here':
      return <Comparison left={loaded.pair[0]} right={loaded.pair[1]} />
    default:
      return loaded satisfies never
  }
}

function Comparison({ left, right }: { left: ReceiptDetail; right: ReceiptDetail }) {
  const { compare: words } = useWords()
  const spoken = useSpoken()
  const locale = useLocale()
  const title = useId()
  const [onlyDifferences, setOnlyDifferences] = useState(false)
  const fields = compareFields(left, right, spoken)
  const differing = fields.filter(({ same }) => !same)
  const names = [
    `${words.first} · ${left.id} · ${formatInstant(left.receivedAt, locale)}`,
    `${words.second} · ${right.id} · ${formatInstant(right.receivedAt, locale)}`,
  ] as const
  return (
    <div className="compare-body">
      <section aria-labelledby={title}>
        <div className="compare-head">
          <h3 id={title}>{words.fields}</h3>
          <span className="dim">
            {differing.length === 0
              ? words.noDifferences
              : words.differences(differing.length, formatCount(differing.length, locale))}
          </span>
          <label className="compare-only">
            <input
              type="checkbox"
              checked={onlyDifferences}
              onChange={event => setOnlyDifferences(event.target.checked)}
            />
            {words.onlyDifferences}
          </label>
        </div>
        <FieldTable pairs={onlyDifferences ? differing : fields} names={names} />
      </section>
      {(left.headers !== null || right.headers !== null) && (
        <section aria-label={words.headers}>
          <h3>{words.headers}</h3>
          <LineDiff left={headersOf(left)} right={headersOf(right)} names={names} />
        </section>
      )}
      <Bodies left={left} right={right} names={names} />
    </div>
  )
}

const headersOf = ({ headers }: ReceiptDetail) =>
  (headers ?? []).map(([name, value]) => `${name}: ${value}`).join('\n')

type BodiesProps = { left: ReceiptDetail; right: ReceiptDetail; names: readonly [string, string] }

function Bodies({ left, right, names }: BodiesProps) {
  const { compare: words, inspector } = useWords()
  const masked = usePreferences(state => state.maskPhones)
  const [view, setView] = useState<'text' | 'bytes'>('text')
  const textOf = ({ layers }: ReceiptDetail) => {
    const layer = layers.at(-1)
    const text = layer === undefined ? '' : (formatLayer(layer) ?? layer.text)
    return masked ? maskPhonesIn(text) : text
  }
  return (
    <section aria-label={inspector.body}>
      <div className="compare-head">
        <h3>{inspector.body}</h3>
        <Segmented
          label={words.view}
          value={view}
          options={[
            { value: 'text', title: words.text },
            { value: 'bytes', title: words.bytes },
          ]}
          onChange={setView}
        />
      </div>
      {view === 'text' ? (
        <LineDiff left={textOf(left)} right={textOf(right)} names={names} />
      ) : masked ? (
        <p className="dim">{words.masked}</p>
      ) : (
        <HexDiff left={decodeBase64(left.raw)} right={decodeBase64(right.raw)} names={names} />
      )}
    </section>
  )
}
