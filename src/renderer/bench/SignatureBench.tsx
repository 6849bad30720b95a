import './SignatureBench.css'
import { ClipboardPaste, PencilLine, Signature } from 'lucide-react'
import { useState } from 'react'
import type { SignatureCheck } from '../../contract/signature.ts'
import { Button } from '../kit/Button.tsx'
import { Chip } from '../kit/Chip.tsx'
import { EmptyState } from '../kit/EmptyState.tsx'
import { FormProblem } from '../kit/FormProblem.tsx'
import { useWords } from '../words/useWords.ts'
import { BenchInput } from './BenchInput.tsx'
import { layOnBench, useBench } from './benchStore.ts'
import { EntryChoice } from './EntryChoice.tsx'
import { EvidenceForm } from './EvidenceForm.tsx'
import { OwnStringCard } from './OwnStringCard.tsx'
import { RequestView } from './RequestView.tsx'
import { SecretCard } from './SecretCard.tsx'
import { StringView } from './StringView.tsx'
import { type CheckState, useCheck } from './useCheck.ts'
import { CertificateCard, DiagnosisCard, FindingsCard, VerdictCard } from './VerdictView.tsx'
import { VerifierCard } from './VerifierCard.tsx'

/** One signed request taken apart: as it came, what was signed, and what can be said about it. */
export function SignatureBench() {
  const { bench: words } = useWords()
  const source = useBench(state => state.source)
  const { state, checkAgain } = useCheck()
  const [editing, setEditing] = useState(false)
  const text = source?.kind === 'capture' ? source.text : ''
  const writing = editing || source === null || state.kind === 'failed'
  return (
    <section className="bench" aria-label={words.title} aria-busy={state.kind === 'checking'}>
      <section className="bench-column" aria-label={words.requestTitle}>
        <header>
          <h2>{words.requestTitle}</h2>
          {source?.kind === 'push' && <Chip tone="accent">{words.captured}</Chip>}
          {!writing && (
            <>
              {source.kind === 'capture' && (
                <Button look="quiet" icon={<PencilLine aria-hidden />} onClick={() => setEditing(true)}>
                  {words.change}
                </Button>
              )}
              <Button look="quiet" icon={<ClipboardPaste aria-hidden />} onClick={() => layOnBench(null)}>
                {words.another}
              </Button>
            </>
          )}
        </header>
        {state.kind === 'failed' && <FormProblem problem={state.error} />}
        {writing ? (
          <BenchInput key={text} text={text} onDone={() => setEditing(false)} />
        ) : (
          state.kind === 'here' && (
            <>
              {state.check.among !== null && (
                <EntryChoice among={state.check.among} onCheck={() => checkAgain(null)} />
              )}
              <RequestView check={state.check} />
              <EvidenceForm pasted={source.kind === 'capture'} onCheck={() => checkAgain(null)} />
            </>
          )
        )}
      </section>
      <section className="bench-column" aria-label={words.stringTitle}>
        <header>
          <h2>{words.stringTitle}</h2>
        </header>
        {state.kind === 'here' ? <StringView check={state.check} /> : <Explanation />}
        {state.kind === 'here' && state.check.verification.kind === 'push' && <VerifierCard />}
      </section>
      <section className="bench-column bench-verdicts" aria-label={words.verdict} aria-live="polite">
        <Verdicts state={state} onSecret={checkAgain} />
      </section>
    </section>
  )
}

function Explanation() {
  const { bench: words } = useWords()
  return <p className="dim">{words.stringHint}</p>
}

function Verdicts({ state, onSecret }: { state: CheckState; onSecret: (secret: string) => void }) {
  const { bench: words } = useWords()
  switch (state.kind) {
    case 'empty':
    case 'failed':
      return (
        <EmptyState icon={<Signature aria-hidden />} title={words.emptyTitle}>
          {words.emptyHint}
        </EmptyState>
      )
    case 'checking':
      return <p className="dim">{words.checking}</p>
    case 'here':
      return <Findings check={state.check} onSecret={onSecret} />
    default:
      return state satisfies never
  }
}

function Findings({ check, onSecret }: { check: SignatureCheck; onSecret: (secret: string) => void }) {
  const { verification } = check
  return (
    <>
      <VerdictCard check={check} />
      {verification.kind === 'request' && verification.scheme !== null && <SecretCard onSecret={onSecret} />}
      <DiagnosisCard verification={verification} />
      <FindingsCard checks={verification.checks} />
      <CertificateCard verification={verification} />
      {check.lines.length > 0 && <OwnStringCard />}
    </>
  )
}
