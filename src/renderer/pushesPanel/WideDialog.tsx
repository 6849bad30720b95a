import { useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { TextField } from '../kit/TextField.tsx'
import { useWords } from '../words/useWords.ts'

type Props = { host: string; onClose: () => void; onConfirm: (typedName: string) => void }

/** Before the endpoint is opened to others: its address is typed out. */
export function WideDialog({ host, onClose, onConfirm }: Props) {
  const { pushes: words, kit } = useWords()
  const [typed, setTyped] = useState('')
  return (
    <Dialog label={words.wideTitle} onClose={onClose}>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (typed === host) onConfirm(typed)
        }}
      >
        <div className="dialog-body">
          <h2>{words.wideTitle}</h2>
          <p>{words.wideBody}</p>
          <p className="mono pushes-typed">
            <ForeignText text={host} />
          </p>
          <TextField
            label={words.wideType}
            className="mono"
            value={typed}
            onChange={event => setTyped(event.target.value)}
          />
        </div>
        <div className="dialog-actions">
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button look="danger" type="submit" disabled={typed !== host}>
            {words.wideConfirm}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
