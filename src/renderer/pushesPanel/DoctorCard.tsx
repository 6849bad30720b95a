import './DoctorCard.css'
import { Stethoscope } from 'lucide-react'
import { useState } from 'react'
import { type DoctorState, doctorCertificatePort, doctorFormats } from '../../contract/doctor.ts'
import { formatCount } from '../format/numbers.ts'
import { Button } from '../kit/Button.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { FormProblem } from '../kit/FormProblem.tsx'
import { PanelCard } from '../kit/PanelCard.tsx'
import { Select } from '../kit/Select.tsx'
import { TextField } from '../kit/TextField.tsx'
import { useSpoken } from '../words/useSpoken.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { DoctorFindings } from './DoctorFindings.tsx'
import { useDoctor } from './useDoctor.ts'

const certificateHost = `127.0.0.1:${doctorCertificatePort}`

/** Examines a service of the developer's own with what production and attackers send. */
export function DoctorCard() {
  const { doctor: words, kit } = useWords()
  const { url, state, problem, unconfirmed, start, withdraw, cancel } = useDoctor()
  const [format, setFormat] = useState<'all' | (typeof doctorFormats)[number]>('all')
  const running = state?.state === 'running'
  return (
    <PanelCard title={words.title} hint={words.hint}>
      <form
        className="doctor-form"
        onSubmit={event => {
          event.preventDefault()
          const given = String(new FormData(event.currentTarget).get('url') ?? '').trim()
          start({ url: given, formats: format === 'all' ? [...doctorFormats] : [format] })
        }}
      >
        <TextField
          label={words.url}
          hint={words.trust(state?.certificateHost ?? certificateHost)}
          type="url"
          name="url"
          required
          className="mono"
          defaultValue={url}
          placeholder="http://127.0.0.1:3000/callback"
        />
        <Select
          label={words.format}
          value={format}
          options={[
            { value: 'all', title: words.allFormats },
            ...doctorFormats.map(value => ({ value, title: value.toUpperCase() })),
          ]}
          onChange={setFormat}
        />
        <Button type="submit" icon={<Stethoscope aria-hidden />} busy={running}>
          {words.start}
        </Button>
      </form>
      <FormProblem problem={problem} />
      {unconfirmed !== null && (
        <div className="inspector-actions">
          <Button onClick={() => start(unconfirmed, true)}>{words.yes(new URL(unconfirmed.url).host)}</Button>
          <Button look="quiet" onClick={withdraw}>
            {kit.cancel}
          </Button>
        </div>
      )}
      {state !== null && <Examination state={state} onCancel={cancel} />}
    </PanelCard>
  )
}

function Examination({ state, onCancel }: { state: DoctorState; onCancel: () => void }) {
  const { kit } = useWords()
  const spoken = useSpoken()
  const said = useSaid(state)
  return (
    <>
      <div className="doctor-head">
        <span role="status">{said}</span>
        {state.state === 'running' && (
          <Button look="quiet" onClick={onCancel}>
            {kit.cancel}
          </Button>
        )}
      </div>
      {state.state === 'running' && (
        <progress max={state.total} value={state.findings.length} aria-label={said} />
      )}
      {state.reason !== null && <ForeignText text={spoken(state.reason)} />}
      <DoctorFindings findings={state.findings} />
    </>
  )
}

function useSaid({ state, findings, total }: DoctorState): string {
  const { doctor: words } = useWords()
  const locale = useLocale()
  const count = (value: number) => formatCount(value, locale)
  const of = (outcome: string) => count(findings.filter(finding => finding.outcome === outcome).length)
  switch (state) {
    case 'running':
      return words.progress(count(findings.length), count(total))
    case 'cancelled':
      return words.cancelled(count(findings.length), count(total))
    case 'failed':
      return words.failed
    case 'done':
      return words.done(of('pass'), of('warn'), of('fail'))
    default:
      return state satisfies never
  }
}
