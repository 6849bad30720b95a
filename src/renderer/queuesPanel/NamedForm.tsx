import { type ReactNode, useState } from 'react'
import type { Instant } from '../../contract/brand.ts'
import { formatInstant } from '../format/times.ts'
import { Button } from '../kit/Button.tsx'
import { PanelCard } from '../kit/PanelCard.tsx'
import { TextField } from '../kit/TextField.tsx'
import { takeFocus } from '../kit/takeFocus.ts'
import { setShell } from '../state/shell.ts'
import { useLocale, useWords } from '../words/useWords.ts'

type Props = {
  title: string
  /** Null for a new one, which is given its name here. */
  known: { name: string; createdAt: Instant | null } | null
  /** Answers whether it worked. */
  save: (name: string) => Promise<boolean>
  onSaved: (name: string) => void
  children: ReactNode
}

/** The frame of the forms that make a queue or a topic, or change one. */
export function NamedForm({ title, known, save, onSaved, children }: Props) {
  const { queuesPanel: words } = useWords()
  const locale = useLocale()
  const [busy, setBusy] = useState(false)

  async function submit(name: string) {
    setBusy(true)
    const saved = await save(name)
    setBusy(false)
    if (!saved) return
    setShell({ notice: { text: words.saved(name), hint: null } })
    onSaved(name)
  }

  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void submit(known?.name ?? String(new FormData(event.currentTarget).get('name') ?? '').trim())
      }}
    >
      <PanelCard
        title={title}
        {...(known?.createdAt == null ? {} : { hint: words.created(formatInstant(known.createdAt, locale)) })}
        end={
          <Button type="submit" look="main" busy={busy}>
            {known === null ? words.create : words.change}
          </Button>
        }
      >
        {known === null && (
          <TextField
            ref={takeFocus}
            name="name"
            label={words.name}
            hint={words.queueNameHint}
            className="mono"
            required
            maxLength={256}
            pattern="[A-Za-z0-9][A-Za-z0-9\-]*"
          />
        )}
        {children}
      </PanelCard>
    </form>
  )
}
