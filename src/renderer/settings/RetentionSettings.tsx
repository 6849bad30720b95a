import { useEffect, useState } from 'react'
import type { ApiError } from '../../contract/apiError.ts'
import type { Retention } from '../../contract/retention.ts'
import { Button } from '../kit/Button.tsx'
import { FormProblem } from '../kit/FormProblem.tsx'
import { TextField } from '../kit/TextField.tsx'
import { useConnection, useServices } from '../state/services.ts'
import { setShell } from '../state/shell.ts'
import { useWords } from '../words/useWords.ts'
import { Section } from './Section.tsx'

const limits = ['rows', 'days', 'megabytes'] as const

export function RetentionSettings() {
  const { retention: words } = useWords()
  const { client } = useServices()
  const connected = useConnection().kind === 'open'
  const [kept, setKept] = useState<Retention | null>(null)
  const [problem, setProblem] = useState<ApiError | null>(null)
  useEffect(() => {
    if (connected) client.call('retention.get', null).then(setKept, setProblem)
  }, [client, connected])

  async function save(form: FormData) {
    const limit = (name: string) => {
      const text = String(form.get(name) ?? '').trim()
      return text === '' ? null : Number(text)
    }
    try {
      await client.call('retention.set', {
        rows: limit('rows'),
        days: limit('days'),
        megabytes: limit('megabytes'),
      })
      setProblem(null)
      setShell({ notice: { text: words.saved, hint: null } })
    } catch (error) {
      setProblem(error as ApiError)
    }
  }

  if (kept === null) return null
  return (
    <Section title={words.title} hint={words.hint}>
      <form
        className="settings-form settings-form-narrow"
        aria-label={words.title}
        onSubmit={event => {
          event.preventDefault()
          void save(new FormData(event.currentTarget))
        }}
      >
        {limits.map(name => (
          <TextField
            key={name}
            name={name}
            type="number"
            min={1}
            label={words.limit[name]}
            placeholder={words.noLimit}
            defaultValue={kept[name] ?? ''}
          />
        ))}
        <FormProblem problem={problem} />
        <div className="settings-form-actions">
          <Button type="submit">{words.save}</Button>
        </div>
      </form>
    </Section>
  )
}
