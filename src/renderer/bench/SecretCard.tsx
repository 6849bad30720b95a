import { useRef } from 'react'
import { Button } from '../kit/Button.tsx'
import { PanelCard } from '../kit/PanelCard.tsx'
import { TextField } from '../kit/TextField.tsx'
import { useWords } from '../words/useWords.ts'

/** Asks for the secret that a request was signed with. It is handed on once and wiped from the field. */
export function SecretCard({ onSecret }: { onSecret: (secret: string) => void }) {
  const { bench: words } = useWords()
  const form = useRef<HTMLFormElement>(null)
  return (
    <PanelCard title={words.secretTitle} hint={words.secretHint}>
      <form
        ref={form}
        className="bench-secret"
        onSubmit={event => {
          event.preventDefault()
          const secret = String(new FormData(event.currentTarget).get('secret') ?? '')
          form.current?.reset()
          if (secret !== '') onSecret(secret)
        }}
      >
        <TextField
          label={words.secret}
          name="secret"
          type="password"
          autoComplete="new-password"
          className="mono"
        />
        <Button type="submit">{words.checkWithSecret}</Button>
      </form>
    </PanelCard>
  )
}
