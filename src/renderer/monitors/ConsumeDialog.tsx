import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { useProgram } from '../state/services.ts'
import { setShell, useShell } from '../state/shell.ts'
import { useWords } from '../words/useWords.ts'
import { useMonitorActions } from './useMonitorActions.ts'

/** Names what will be deleted, and from where, before a monitor may delete anything. */
export function ConsumeDialog() {
  const { monitors: words, kit } = useWords()
  const { consume } = useMonitorActions()
  const id = useShell(state => state.consuming)
  const monitor = useProgram(state => state.status?.monitors.find(monitor => monitor.id === id))
  if (monitor === undefined) return null
  const close = () => setShell({ consuming: null })
  return (
    <Dialog label={words.consumeTitle(monitor.queue)} onClose={close}>
      <div className="dialog-body">
        <h2>{words.consumeTitle(monitor.queue)}</h2>
        <p>{words.consumeBody(monitor.queue, monitor.accountName)}</p>
        <p>{words.consumeStored}</p>
      </div>
      <div className="dialog-actions">
        <Button onClick={close}>{kit.cancel}</Button>
        <Button
          look="danger"
          onClick={() => {
            close()
            void consume(monitor.id)
          }}
        >
          {words.consumeConfirm}
        </Button>
      </div>
    </Dialog>
  )
}
