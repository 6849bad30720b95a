import { CircleCheck, CircleHelp, CircleX, Minus, TriangleAlert } from 'lucide-react'
import type { SignatureFinding, Verification } from '../../contract/push.ts'
import type { SignatureCheck } from '../../contract/signature.ts'
import type { Words as BothLanguages } from '../../contract/words.ts'
import { formatCount, formatDuration } from '../format/numbers.ts'
import { Copyable } from '../kit/Copyable.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { PanelCard } from '../kit/PanelCard.tsx'
import type { Words } from '../words/en.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { ExactText } from './ExactText.tsx'

const verdictTones = { valid: 'bench-pass', invalid: 'bench-fail', undecided: 'bench-warn' } as const
const verdictIcons = { valid: CircleCheck, invalid: CircleX, undecided: CircleHelp } as const

/** What was proven, in so many words and no more. */
export function VerdictCard({ check }: { check: SignatureCheck }) {
  const { bench: words } = useWords()
  const spoken = useSpoken()
  const locale = useLocale()
  const { verification, milliseconds } = check
  const { verdict, summary, diagnosis, scheme } = verification
  const Icon = verdictIcons[verdict]
  const [why] = diagnosis
  return (
    <section className="panel-card" aria-label={words.verdict}>
      <div className="bench-verdict">
        <Icon className={`bench-verdict-icon ${verdictTones[verdict]}`} aria-hidden />
        <div>
          <h2 className={verdictTones[verdict]}>{words.verdictOf[verdict]}</h2>
          <p className="bench-verdict-text">
            <ForeignText text={spoken(summary)} />
          </p>
          {why !== undefined && (
            <p className="bench-verdict-text">
              {words.explained(
                why.edits.length,
                formatCount(why.edits.length, locale),
                formatDuration(milliseconds, locale),
              )}
            </p>
          )}
          {scheme !== null && <p className="faint mono">{scheme}</p>}
        </div>
      </div>
    </section>
  )
}

/** The edits that were proven to explain the failure, and how to avoid them. */
export function DiagnosisCard({ verification }: { verification: Verification }) {
  const { bench: words } = useWords()
  const spoken = useSpoken()
  const shown = (value: BothLanguages | string) => (typeof value === 'string' ? value : spoken(value))
  const [why] = verification.diagnosis
  if (why === undefined) return null
  return (
    <PanelCard title={words.why}>
      <ul className="bench-findings">
        {[...why.edits.entries()].map(([place, edit]) => (
          <li key={place}>
            <CircleX className="bench-fail" aria-hidden />
            <div>
              <div>
                {words.edit[edit.kind]}
                {edit.name !== null && (
                  <>
                    {' '}
                    <span className="mono">
                      <ForeignText text={edit.name} />
                    </span>
                  </>
                )}
              </div>
              <dl className="bench-edit mono">
                {edit.signed !== null && (
                  <div>
                    <dt>{words.wasSigned}</dt>
                    <dd>
                      <ExactText text={shown(edit.signed)} />
                    </dd>
                  </div>
                )}
                {edit.received !== null && (
                  <div>
                    <dt>{words.wasReceived}</dt>
                    <dd>
                      <ExactText text={shown(edit.received)} />
                    </dd>
                  </div>
                )}
              </dl>
            </div>
          </li>
        ))}
      </ul>
      <p className="dim bench-why">
        <ForeignText text={spoken(why.explanation)} />
      </p>
      <p className="bench-why">
        <b>{words.fix}</b> <ForeignText text={spoken(why.fix)} />
      </p>
    </PanelCard>
  )
}

const outcomeIcons = {
  pass: CircleCheck,
  warn: TriangleAlert,
  fail: CircleX,
  skipped: Minus,
} as const

/** Every finding on its own: none of them stands for another. */
export function FindingsCard({ checks }: { checks: SignatureFinding[] }) {
  const { bench: words } = useWords()
  return (
    <PanelCard title={words.findings}>
      <ul className="bench-findings">
        {checks.map(finding => (
          <Finding key={finding.code} finding={finding} />
        ))}
      </ul>
    </PanelCard>
  )
}

function Finding({ finding: { code, outcome, message, expected, seen } }: { finding: SignatureFinding }) {
  const { bench: words } = useWords()
  const spoken = useSpoken()
  const asText = (value: BothLanguages | string) => (typeof value === 'string' ? value : spoken(value))
  const Icon = outcomeIcons[outcome]
  // The signature itself stands in the request.
  const shown = outcome === 'fail' && code !== 'signature'
  const title = isNamed(code, words) ? words.finding[code] : code
  return (
    <li>
      <Icon className={`bench-${outcome}`} aria-hidden />
      <div>
        <div>
          {title}
          <span className="visually-hidden">: {words.outcome[outcome]}</span>
        </div>
        <small>
          <ForeignText text={spoken(message)} />
        </small>
        {shown && expected !== null && (
          <small className="bench-expected">
            {words.expected}: <ForeignText text={asText(expected)} />
          </small>
        )}
        {shown && seen !== null && (
          <small className="bench-expected">
            {words.seen}: <ForeignText text={asText(seen)} />
          </small>
        )}
      </div>
    </li>
  )
}

const isNamed = (code: string, words: Words['bench']): code is keyof Words['bench']['finding'] =>
  Object.hasOwn(words.finding, code)

/** The check with a key and the trust in where it came from are two findings; this is about the second. */
export function CertificateCard({ verification }: { verification: Verification }) {
  const { bench: words } = useWords()
  const { certificate } = verification
  if (certificate === null) return null
  const { url, host, hostTrusted, subject, notAfter, expired, keyBits, source } = certificate
  return (
    <PanelCard title={words.certificate}>
      <dl className="panel-fields">
        <div>
          <dt>{words.subject}</dt>
          <dd>
            <ForeignText text={subject} />
          </dd>
        </div>
        <div>
          <dt>{words.host}</dt>
          <dd className={hostTrusted ? '' : 'bench-fail'}>
            <ForeignText text={host} /> · {hostTrusted ? words.trusted : words.notTrusted}
          </dd>
        </div>
        <div>
          <dt>{words.validity}</dt>
          <dd className={expired ? 'bench-warn' : ''}>
            {expired ? words.ranOut(notAfter.slice(0, 10)) : words.until(notAfter.slice(0, 10))}
          </dd>
        </div>
        <div>
          <dt>{words.key}</dt>
          <dd>{words.bits(String(keyBits))}</dd>
        </div>
        <div>
          <dt>{words.comesFrom}</dt>
          <dd>{words.sourceOf[source]}</dd>
        </div>
        <div>
          <dt>{words.address}</dt>
          <dd className="mono">
            <Copyable text={url} name={words.address}>
              <ForeignText text={url} />
            </Copyable>
          </dd>
        </div>
      </dl>
    </PanelCard>
  )
}
