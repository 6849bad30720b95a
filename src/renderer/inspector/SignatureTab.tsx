import '../bench/SignatureBench.css'
import { Signature } from 'lucide-react'
import { useState } from 'react'
import type { ReceiptDetail } from '../../contract/receipt.ts'
import type { SignatureCheck } from '../../contract/signature.ts'
import { openInBench } from '../bench/benchStore.ts'
import { StringView } from '../bench/StringView.tsx'
import { CertificateCard, DiagnosisCard, FindingsCard, VerdictCard } from '../bench/VerdictView.tsx'
import { formatInstant } from '../format/times.ts'
import { Button } from '../kit/Button.tsx'
import { EmptyState } from '../kit/EmptyState.tsx'
import { FormProblem } from '../kit/FormProblem.tsx'
import { Select } from '../kit/Select.tsx'
import { useLocale, useWords } from '../words/useWords.ts'
import { useAttempts, useSignature } from './useSignature.ts'

/** What was signed, what was proven of it, and what would make it valid. */
export function SignatureTab({ detail }: { detail: ReceiptDetail }) {
  const { inspector: words, bench } = useWords()
  if (detail.requestLine !== null) return <Signed detail={detail} />
  return (
    <EmptyState icon={<Signature aria-hidden />} title={bench.noPush}>
      {words.noSignature}
    </EmptyState>
  )
}

function Signed({ detail }: { detail: ReceiptDetail }) {
  const { inspector: words, bench } = useWords()
  const locale = useLocale()
  const [attempt, setAttempt] = useState<number | null>(null)
  const attempts = useAttempts(detail.id, detail.deliveries)
  const state = useSignature(detail.id, attempt)
  return (
    <div className="inspector-body signature-tab">
      <div className="signature-head">
        {attempts.length > 1 && (
          <Select
            label={words.delivery}
            labelShown={false}
            value={String(attempt ?? attempts[0]?.id)}
            options={attempts.map(({ id, receivedAt }, place) => ({
              value: String(id),
              title: words.deliveryAt(String(place + 1), formatInstant(receivedAt, locale)),
            }))}
            onChange={id => setAttempt(Number(id))}
          />
        )}
        <Button
          icon={<Signature aria-hidden />}
          onClick={() => openInBench({ kind: 'push', id: detail.id, attempt })}
        >
          {words.openBench}
        </Button>
      </div>
      {state.kind === 'checking' && (
        <p className="dim" role="status">
          {bench.checking}
        </p>
      )}
      {state.kind === 'failed' && <FormProblem problem={state.error} />}
      {state.kind === 'here' && <Check check={state.check} />}
    </div>
  )
}

function Check({ check }: { check: SignatureCheck }) {
  const { bench } = useWords()
  const { verification, lines } = check
  return (
    <>
      <VerdictCard check={check} />
      <DiagnosisCard verification={verification} />
      <FindingsCard checks={verification.checks} />
      <CertificateCard verification={verification} />
      {lines.length > 0 && (
        <section className="signature-string">
          <h3 className="section-title">{bench.stringTitle}</h3>
          <StringView check={check} />
        </section>
      )}
    </>
  )
}
