import { formatCount } from '../format/numbers.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { useProgram } from '../state/services.ts'
import { setShell, useShell } from '../state/shell.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { useMonitorActions } from './useMonitorActions.ts'

/** Names the queue, what it holds and what will happen, before a monitor may take messages out of it. */
export function TakeDialog() {
  const { monitors: words, kit } = useWords()
  const locale = useLocale()
  const { take } = useMonitorActions()
  const taking = useShell(state => state.taking)
  const monitor = useProgram(state => state.status?.monitors.find(({ id }) => id === taking?.id))
  if (monitor === undefined || taking === null) return null
  const { mode } = taking
  const close = () => setShell({ taking: null })
  const active = monitor.queueCounts?.active ?? null
  return (
    <Dialog label={words.takeTitle[mode](monitor.queue)} onClose={close}>
      <div className="dialog-body">
        <h2>{words.takeTitle[mode](monitor.queue)}</h2>
        <p>{active === null ? words.holdingUnknown : words.holding(formatCount(active, locale))}</p>
        <p>{words.takeBody[mode](monitor.queue, monitor.accountName)}</p>
        <p>{words.takeStored[mode]}</p>
      </div>
      <div className="dialog-actions">
        <Button onClick={close}>{kit.cancel}</Button>
        <Button
          look="danger"
          onClick={() => {
            close()
            void take(monitor, mode)
          }}
        >
          {words.takeConfirm[mode]}
        </Button>
      </div>
    </Dialog>
  )
}
