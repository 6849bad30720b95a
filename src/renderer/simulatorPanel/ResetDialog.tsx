import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { useWords } from '../words/useWords.ts'
import { useOrder } from './useSimulator.ts'

export function ResetDialog({ onClose }: { onClose: () => void }) {
  const { simulatorPanel: words, kit } = useWords()
  const order = useOrder()
  return (
    <Dialog label={words.resetTitle} onClose={onClose}>
      <div className="dialog-body">
        <h2>{words.resetTitle}</h2>
        <p>{words.resetBody}</p>
      </div>
      <div className="dialog-actions">
        <Button autoFocus onClick={onClose}>
          {kit.cancel}
        </Button>
        <Button
          look="danger"
          onClick={() => {
            onClose()
            void order('simulator.reset', null)
          }}
        >
          {words.resetConfirm}
        </Button>
      </div>
    </Dialog>
  )
}
