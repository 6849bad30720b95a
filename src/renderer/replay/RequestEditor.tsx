import { Switch } from '../kit/Switch.tsx'
import { TextArea } from '../kit/TextArea.tsx'
import { TextField } from '../kit/TextField.tsx'
import { useWords } from '../words/useWords.ts'
import type { RequestDraft } from './requestDraft.ts'

type Props = {
  draft: RequestDraft
  badLine: number | null
  signAnew: boolean
  onChange: (draft: RequestDraft) => void
  onSignAnew: (signAnew: boolean) => void
}

export function RequestEditor({ draft, badLine, signAnew, onChange, onSignAnew }: Props) {
  const { replay: words } = useWords()
  return (
    <fieldset className="replay-editor">
      <legend className="visually-hidden">{words.editing}</legend>
      <div className="replay-line">
        <TextField
          label={words.method}
          className="mono"
          maxLength={10}
          value={draft.method}
          onChange={event => onChange({ ...draft, method: event.target.value })}
        />
        <TextField
          label={words.target}
          className="mono"
          value={draft.target}
          onChange={event => onChange({ ...draft, target: event.target.value })}
        />
      </div>
      <TextArea
        label={words.headers}
        rows={6}
        aria-invalid={badLine !== null}
        value={draft.headers}
        onChange={event => onChange({ ...draft, headers: event.target.value })}
      />
      {badLine !== null && (
        <p className="form-problem" role="alert">
          {words.badHeader(String(badLine))}
        </p>
      )}
      {draft.body === null ? (
        <p className="dim">{words.binaryBody}</p>
      ) : (
        <TextArea
          label={words.body}
          rows={10}
          value={draft.body}
          onChange={event => onChange({ ...draft, body: event.target.value })}
        />
      )}
      <div className="replay-switch">
        <Switch label={words.signAnew} checked={signAnew} onChange={onSignAnew} />
        <span aria-hidden>{words.signAnew}</span>
      </div>
    </fieldset>
  )
}
