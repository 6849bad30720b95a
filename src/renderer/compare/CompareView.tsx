import './Compare.css'
import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { ApiError } from '../../contract/apiError.ts'
import type { ReceiptId } from '../../contract/brand.ts'
import type { ReceiptDetail } from '../../contract/receipt.ts'
import { formatLayer } from '../format/formatLayer.ts'
import { formatInstant } from '../format/times.ts'
import { Button } from '../kit/Button.tsx'
import { FormProblem } from '../kit/FormProblem.tsx'
import { useReceipts, useServices } from '../state/services.ts'
import { setShell } from '../state/shell.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { PairComparison } from './PairComparison.tsx'
import { useNamedFields } from './useNamedFields.ts'

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
  const locale = useLocale()
  const fieldsOf = useNamedFields()
  const nameOf = (side: string, { id, receivedAt }: ReceiptDetail) =>
    `${side} · ${id} · ${formatInstant(receivedAt, locale)}`
  return (
    <PairComparison
      names={[nameOf(words.first, left), nameOf(words.second, right)]}
      fields={fieldsOf(left, right)}
      headers={left.headers === null && right.headers === null ? null : [left.headers, right.headers]}
      texts={[textOf(left), textOf(right)]}
      raws={[left.raw, right.raw]}
    />
  )
}

function textOf({ layers }: ReceiptDetail): string {
  const layer = layers.at(-1)
  return layer === undefined ? '' : (formatLayer(layer) ?? layer.text)
}
