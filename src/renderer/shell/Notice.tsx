import './Notice.css'
import { X } from 'lucide-react'
import { useEffect } from 'react'
import { revealInline } from '../format/revealControls.ts'
import { Button } from '../kit/Button.tsx'
import { setShell, useShell } from '../state/shell.ts'
import { useWords } from '../words/useWords.ts'

/** Milliseconds a notice stays; one with a hint waits until it is read. */
const stay = 2_500

function act(action: { run: () => void } | undefined): void {
  setShell({ notice: null })
  action?.run()
}

export function Notice() {
  const words = useWords()
  const notice = useShell(state => state.notice)
  useEffect(() => {
    if (notice === null || notice.hint !== null || notice.action !== undefined) return
    const timer = setTimeout(() => setShell({ notice: null }), stay)
    return () => clearTimeout(timer)
  }, [notice])
  return (
    <div className="notice-place" aria-live="polite">
      {notice !== null && (
        <div className="notice">
          <div>
            <p>{revealInline(notice.text, 400)}</p>
            {notice.hint !== null && <p className="dim">{revealInline(notice.hint, 400)}</p>}
            {notice.action !== undefined && (
              <p>
                <Button look="quiet" onClick={() => act(notice.action)}>
                  {notice.action.title}
                </Button>
              </p>
            )}
          </div>
          <button type="button" aria-label={words.kit.close} onClick={() => setShell({ notice: null })}>
            <X aria-hidden />
          </button>
        </div>
      )}
    </div>
  )
}
