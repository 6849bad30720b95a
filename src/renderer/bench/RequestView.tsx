import type { SignatureCheck } from '../../contract/signature.ts'
import { formatBytes } from '../format/numbers.ts'
import { ForeignText } from '../kit/ForeignText.tsx'
import { LongText } from '../kit/LongText.tsx'
import { useLocale, useWords } from '../words/useWords.ts'
import { type MarkedHeader, markRequest } from './markRequest.ts'

/** The request as it was read, with what was changed after signing marked in place. */
export function RequestView({ check }: { check: SignatureCheck }) {
  const { bench: words } = useWords()
  const locale = useLocale()
  const { request, verification } = check
  const marked = markRequest(request, verification.diagnosis[0]?.edits ?? [])
  return (
    <div className="bench-request mono">
      <div>
        <Changed on={marked.method.changed}>
          <b>
            <ForeignText text={marked.method.text} />
          </b>
        </Changed>{' '}
        <Changed on={marked.target.changed}>
          <ForeignText text={marked.target.text} />
        </Changed>
      </div>
      {[...marked.headers.entries()].map(([place, header]) => (
        <Header key={place} header={header} />
      ))}
      {request.bodyBytes > 0 && (
        <section className="bench-body" aria-label={words.body}>
          <h3 className="section-title">
            {words.bodyOf(formatBytes(request.bodyBytes, locale))}
            {marked.bodyChanged && <span className="bench-mark-word"> {words.mark.changed}</span>}
          </h3>
          <LongText text={request.body} />
        </section>
      )}
    </div>
  )
}

function Changed({ on, children }: { on: boolean; children: React.ReactNode }) {
  const { bench: words } = useWords()
  if (!on) return children
  return (
    <>
      <mark>{children}</mark>
      <span className="bench-mark-word"> {words.mark.changed}</span>
    </>
  )
}

function Header({ header: { name, value, mark } }: { header: MarkedHeader }) {
  const { bench: words } = useWords()
  const line = (
    <>
      <span className="faint">
        <ForeignText text={name} />:{' '}
      </span>
      <ForeignText text={value} />
    </>
  )
  if (mark === null) return <div>{line}</div>
  return (
    <div>
      {mark === 'missing' ? <ins>{line}</ins> : <mark>{line}</mark>}
      <span className="bench-mark-word"> {words.mark[mark]}</span>
    </div>
  )
}
