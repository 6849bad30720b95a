import { useId, useState } from 'react'
import type { ReceiptDetail } from '../../contract/receipt.ts'
import { maskPhonesIn } from '../format/formatPhone.ts'
import { Button } from '../kit/Button.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { takeFocus } from '../kit/takeFocus.ts'
import { usePreferences } from '../state/preferences.ts'
import { useServices } from '../state/services.ts'
import { useTell } from '../state/useTell.ts'
import { useWords } from '../words/useWords.ts'

/** What someone found out about a receipt, kept with it. Searched like everything else. */
export function Note({ detail }: { detail: ReceiptDetail }) {
  const words = useWords()
  const { client } = useServices()
  const tell = useTell()
  const masked = usePreferences(state => state.maskPhones)
  const field = useId()
  const [draft, setDraft] = useState<string | null>(null)

  function save() {
    const note = draft?.trim() ?? ''
    setDraft(null)
    if (note !== (detail.note ?? '')) {
      client.call('receipts.note', { id: detail.id, note: note === '' ? null : note }).catch(tell)
    }
  }

  if (draft === null) {
    return detail.note === null ? (
      <Button look="quiet" onClick={() => setDraft('')}>
        {words.inspector.addNote}
      </Button>
    ) : (
      <button type="button" className="note" onClick={() => setDraft(detail.note ?? '')}>
        <span className="visually-hidden">{words.inspector.editNote}: </span>
        <ForeignText text={masked ? maskPhonesIn(detail.note) : detail.note} multiline />
      </button>
    )
  }
  return (
    <div className="note-form">
      <label className="visually-hidden" htmlFor={field}>
        {words.inspector.note}
      </label>
      <textarea
        id={field}
        className="text-field"
        rows={3}
        maxLength={2_000}
        ref={takeFocus}
        value={draft}
        onChange={event => setDraft(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') setDraft(null)
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) save()
        }}
      />
      <div className="inspector-actions">
        <Button look="main" onClick={save}>
          {words.inspector.saveNote}
        </Button>
        <Button onClick={() => setDraft(null)}>{words.kit.cancel}</Button>
      </div>
    </div>
  )
}
