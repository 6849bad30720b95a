import type { DoctorFinding } from '../../contract/doctor.ts'
import { Chip, type Tone } from '../kit/Chip.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { useSpoken } from '../words/useSpoken.ts'
import { useWords } from '../words/useWords.ts'

const gravity = ['fail', 'warn', 'pass'] as const
const tones: Record<DoctorFinding['outcome'], Tone> = { pass: 'ok', warn: 'wait', fail: 'bad' }

/** What was sent and how it was taken, the worst first; what is not well says what may come of it and what to do. */
export function DoctorFindings({ findings }: { findings: readonly DoctorFinding[] }) {
  const { doctor: words } = useWords()
  if (findings.length === 0) return null
  return (
    <ul className="doctor-findings" aria-label={words.findings}>
      {gravity
        .flatMap(outcome => findings.filter(finding => finding.outcome === outcome))
        .map(finding => (
          <Finding key={`${finding.code} ${finding.format}`} finding={finding} />
        ))}
    </ul>
  )
}

function Finding({ finding }: { finding: DoctorFinding }) {
  const { doctor: words } = useWords()
  const spoken = useSpoken()
  const { outcome, title, format, expected, got, risk, fix } = finding
  return (
    <li>
      <Chip tone={tones[outcome]}>{words.outcome[outcome]}</Chip>
      <div>
        <p>
          {spoken(title)} <span className="faint">{format.toUpperCase()}</span>
        </p>
        {outcome === 'pass' ? (
          <p className="dim">
            <ForeignText text={spoken(got)} />
          </p>
        ) : (
          <>
            <dl className="doctor-facts">
              <dt>{words.expected}</dt>
              <dd>{spoken(expected)}</dd>
              <dt>{words.got}</dt>
              <dd>
                <ForeignText text={spoken(got)} />
              </dd>
            </dl>
            <p className="dim">{spoken(risk)}</p>
            <p>{spoken(fix)}</p>
          </>
        )}
      </div>
    </li>
  )
}
