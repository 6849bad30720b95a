import { CircleCheck, Copy, Download, Minus } from 'lucide-react'
import { useState } from 'react'
import { type GeneratedVerifier, verifierLanguages } from '../../contract/signature.ts'
import { saveFile } from '../export/saveFile.ts'
import { Button } from '../kit/Button.tsx'
import { Copyable } from '../kit/Copyable.tsx'
import { FormProblem } from '../kit/FormProblem.tsx'
import { PanelCard } from '../kit/PanelCard.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import { copyText } from '../state/copyText.ts'
import { useWords } from '../words/useWords.ts'
import { useBench } from './benchStore.ts'
import { useVerifier } from './useVerifier.ts'

const checked = ['host', 'body', 'signature'] as const
const left = ['repetition', 'date', 'validity', 'hosts'] as const

/** A program for the developer's own service, with this push as its self test, and what is left to that service. Closed where it would stand between the string and the verdict. */
export function VerifierCard() {
  const { bench: words } = useWords()
  const language = useBench(state => state.language)
  const state = useVerifier(language)
  const [opensWide] = useState(() => matchMedia('(min-width: 1101px)').matches)
  return (
    <PanelCard title={words.verifierTitle} hint={words.verifierHint}>
      <details className="bench-verifier" open={opensWide}>
        <summary>{words.verifierShow}</summary>
        <Segmented
          label={words.language}
          value={language}
          options={verifierLanguages.map(value => ({ value, title: words.languageOf[value] }))}
          onChange={chosen => useBench.setState({ language: chosen })}
        />
        {state.kind === 'failed' && <FormProblem problem={state.error} />}
        {state.kind === 'here' && <Program verifier={state.verifier} />}
        <div className="bench-coverage">
          <Coverage
            title={words.verifierChecks}
            points={checked.map(point => words.verifierDoes[point])}
            icon={<CircleCheck className="bench-pass" aria-hidden />}
          />
          <Coverage
            title={words.verifierLeaves}
            points={left.map(point => words.verifierDoesNot[point])}
            icon={<Minus className="bench-skipped" aria-hidden />}
          />
        </div>
      </details>
    </PanelCard>
  )
}

function Program({ verifier: { fileName, run, source } }: { verifier: GeneratedVerifier }) {
  const { bench: words, kit } = useWords()
  return (
    <div className="bench-program">
      <header>
        <b className="mono">{fileName}</b>
        <Button
          look="quiet"
          icon={<Copy aria-hidden />}
          aria-label={kit.copyNamed(fileName)}
          onClick={() => void copyText(source)}
        >
          {kit.copy}
        </Button>
        <Button
          look="quiet"
          icon={<Download aria-hidden />}
          aria-label={words.downloadNamed(fileName)}
          onClick={() => saveFile(new Blob([source], { type: 'text/plain;charset=utf-8' }), fileName)}
        >
          {words.download}
        </Button>
      </header>
      <textarea
        className="bench-source mono"
        aria-label={words.program(fileName)}
        readOnly
        wrap="off"
        rows={18}
        spellCheck={false}
        value={source}
      />
      <p className="dim">
        {words.selfTest}{' '}
        <Copyable text={run} name={words.command}>
          <span className="mono">{run}</span>
        </Copyable>
      </p>
    </div>
  )
}

type CoverageProps = { title: string; points: readonly string[]; icon: React.ReactNode }

function Coverage({ title, points, icon }: CoverageProps) {
  return (
    <section>
      <h3 className="section-title">{title}</h3>
      <ul className="bench-findings">
        {points.map(point => (
          <li key={point}>
            {icon}
            <div>{point}</div>
          </li>
        ))}
      </ul>
    </section>
  )
}
