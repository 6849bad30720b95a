import { type FormEvent, useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { TextField } from '../kit/TextField.tsx'
import { useServices } from '../state/services.ts'
import { useWords } from '../words/useWords.ts'

/** Exchanges a token for the cookie that lets this window in, without loading it anew. */
export function TokenForm() {
  const { connection: words } = useWords()
  const { client } = useServices()
  const [wrong, setWrong] = useState(false)

  async function enter(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const given = String(new FormData(event.currentTarget).get('token') ?? '')
    const answer = await fetch(`/?token=${encodeURIComponent(tokenOf(given))}`).catch(() => null)
    setWrong(answer?.ok !== true)
    if (answer?.ok === true) client.connection.retry()
  }

  return (
    <form className="connection-token" onSubmit={event => void enter(event)}>
      <TextField
        name="token"
        type="password"
        label={words.tokenLabel}
        autoComplete="off"
        required
        aria-invalid={wrong}
      />
      <Button type="submit">{words.letIn}</Button>
      {wrong && <p role="status">{words.wrongToken}</p>}
    </form>
  )
}

/** The token of an address, or what was given where it is none. */
function tokenOf(given: string): string {
  const text = given.trim()
  return URL.canParse(text) ? (new URL(text).searchParams.get('token') ?? '') : text
}
