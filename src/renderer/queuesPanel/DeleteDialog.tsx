import { useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { TextField } from '../kit/TextField.tsx'
import { takeFocus } from '../kit/takeFocus.ts'
import { useWords } from '../words/useWords.ts'
import { useOperations } from './operations.ts'

type Props = {
  title: string
  body: string
  /** What has to be typed where the account is a cloud's. */
  name: string
  confirm: string
  onClose: () => void
  onConfirm: (typedName: string | null) => void
}

/** Before something goes for good, or out of its consumers' sight: on a cloud account its name is typed out, on this machine a yes is enough. */
export function DeleteDialog({ title, body, name, confirm, onClose, onConfirm }: Props) {
  const { queuesPanel: words, kit } = useWords()
  const { cloud } = useOperations().account
  const [typed, setTyped] = useState('')
  const mayGo = !cloud || typed === name
  return (
    <Dialog label={title} onClose={onClose}>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (mayGo) onConfirm(cloud ? typed : null)
        }}
      >
        <div className="dialog-body">
          <h2>
            <ForeignText text={title} />
          </h2>
          <p>
            <ForeignText text={body} />
          </p>
          {cloud && (
            <>
              <p className="mono queues-typed">
                <ForeignText text={name} />
              </p>
              <TextField
                ref={takeFocus}
                label={words.typeName}
                className="mono"
                value={typed}
                onChange={event => setTyped(event.target.value)}
              />
            </>
          )}
        </div>
        <div className="dialog-actions">
          <Button autoFocus={!cloud} onClick={onClose}>
            {kit.cancel}
          </Button>
          <Button look="danger" type="submit" disabled={!mayGo}>
            {confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
