import { useRef, useState } from 'react'
import type { OwnStringComparison } from '../../contract/signature.ts'
import { Button } from '../kit/Button.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { PanelCard } from '../kit/PanelCard.tsx'
import { TextArea } from '../kit/TextArea.tsx'
import { useServices } from '../state/services.ts'
import { useTell } from '../state/useTell.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useWords } from '../words/useWords.ts'
import { useBench } from './benchStore.ts'

/** What the developer's own code signed, or a server says it did, set against what the request calls for. */
export function OwnStringCard() {
  const { bench: words } = useWords()
  const { client } = useServices()
  const tell = useTell()
  const field = useRef<HTMLTextAreaElement>(null)
  const [found, setFound] = useState<OwnStringComparison | null>(null)
  const compare = () => {
    const { source } = useBench.getState()
    if (source === null) return
    client.call('signature.compare', { source, own: field.current?.value ?? '' }).then(setFound, tell)
  }
  return (
    <PanelCard title={words.ownTitle} hint={words.ownHint}>
      <form
        className="bench-own"
        onSubmit={event => {
          event.preventDefault()
          compare()
        }}
      >
        <TextArea ref={field} label={words.own} rows={6} />
        <Button type="submit">{words.compare}</Button>
      </form>
      <div aria-live="polite">{found !== null && <Comparison found={found} />}</div>
    </PanelCard>
  )
}

function Comparison({ found }: { found: OwnStringComparison }) {
  const { bench: words } = useWords()
  const spoken = useSpoken()
  switch (found.outcome) {
    case 'same':
      return <p className="bench-pass">{words.ownSame}</p>
    case 'no-signature':
      return (
        <p className="dim">
          <ForeignText text={spoken(found.message)} />
        </p>
      )
    case 'different': {
      const { firstDifference: at, lines, mistakes } = found
      return (
        <div className="bench-comparison">
          <p>
            {words.ownDiffers(String(at.line), String(at.column))}{' '}
            {words.ownBytes(at.own ?? words.end, at.expected ?? words.end)}
          </p>
          <div className="bench-compared mono">
            {[...lines.entries()].map(([place, line]) => (
              <ComparedLine key={place} own={line.own} expected={line.expected} />
            ))}
          </div>
          {mistakes !== null && (
            <p>
              <ForeignText text={spoken(mistakes.explanation)} /> <b>{words.fix}</b>{' '}
              <ForeignText text={spoken(mistakes.fix)} />
            </p>
          )}
        </div>
      )
    }
    default:
      return found satisfies never
  }
}

function ComparedLine({ own, expected }: { own: string | null; expected: string | null }) {
  const { bench: words } = useWords()
  if (own === expected) {
    return (
      <div>
        <ForeignText text={own ?? ''} />
      </div>
    )
  }
  return (
    <>
      {own !== null && (
        <del>
          <span className="visually-hidden">{words.yours}: </span>
          <ForeignText text={own} />
        </del>
      )}
      {expected !== null && (
        <ins>
          <span className="visually-hidden">{words.expected}: </span>
          <ForeignText text={expected} />
        </ins>
      )}
    </>
  )
}
