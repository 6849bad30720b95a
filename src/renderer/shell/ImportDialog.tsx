import { useEffect, useRef, useState } from 'react'
import { formatCount } from '../format/numbers.ts'
import { revealInline } from '../format/revealControls.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SenderChoice } from '../reconcile/SenderChoice.tsx'
import { useSender } from '../reconcile/useSender.ts'
import { useServices } from '../state/services.ts'
import { setShell } from '../state/shell.ts'
import { useTell } from '../state/useTell.ts'
import { useLocale, useWords } from '../words/useWords.ts'

/** Characters from which a log is told. */
const previewCharacters = 60_000

type Props = { name: string; text: string; onClose: () => void }

/** A dropped file is foreign: it is asked about first. Closing ends an import that is under way. */
export function ImportDialog({ name, text, onClose }: Props) {
  const { fileDrop: words, kit } = useWords()
  const { client } = useServices()
  const locale = useLocale()
  const tell = useTell()
  const sender = useSender()
  const [busy, setBusy] = useState(false)
  const stopping = useRef(new AbortController())
  useEffect(() => {
    const controller = new AbortController()
    stopping.current = controller
    return () => controller.abort()
  }, [])
  const start = () => {
    const { signal } = stopping.current
    setBusy(true)
    client.call('receipts.import', { text, account: isLog ? sender.name : null }, { signal }).then(
      ({ read, added }) => {
        const notice = words.done(formatCount(added, locale), formatCount(read - added, locale))
        setShell({ notice: { text: notice, hint: null } })
        onClose()
      },
      error => {
        if (signal.aborted) return
        tell(error)
        onClose()
      },
    )
  }
  const isLog = useIsLog(text)
  const title = words.askTitle(revealInline(name, 80))
  return (
    <Dialog label={title} onClose={onClose}>
      <div className="dialog-body">
        <h2>{title}</h2>
        <p>{words.askBody}</p>
        {isLog && <SenderChoice sender={sender} />}
      </div>
      <div className="dialog-actions">
        <Button onClick={onClose}>{kit.cancel}</Button>
        <Button look="main" data-first busy={busy} onClick={start}>
          {busy ? words.importing : words.confirm}
        </Button>
      </div>
    </Dialog>
  )
}

/** Whether a text is a log of sends, which names no account itself. */
function useIsLog(text: string): boolean {
  const { client } = useServices()
  const [isLog, setIsLog] = useState(false)
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    client.call('sends.preview', { text: text.slice(0, previewCharacters) }, { signal }).then(
      ({ isExport, missing }) => setIsLog(!isExport && missing.length === 0),
      // Then the import itself says what is wrong with it.
      () => undefined,
    )
    return () => controller.abort()
  }, [client, text])
  return isLog
}
