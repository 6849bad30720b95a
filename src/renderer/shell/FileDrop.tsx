import './FileDrop.css'
import { FileInput } from 'lucide-react'
import { useEffect, useState } from 'react'
import { openInBench } from '../bench/benchStore.ts'
import { revealInline } from '../format/revealControls.ts'
import { setShell } from '../state/shell.ts'
import { currentWords, useWords } from '../words/useWords.ts'
import { ImportDialog } from './ImportDialog.tsx'
import { readDroppedFile } from './readDroppedFile.ts'

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true

/** Files dropped anywhere on the window: requests go to the bench, receipts are imported after a yes. */
export function FileDrop() {
  const { fileDrop: words } = useWords()
  const [over, setOver] = useState(false)
  const [importing, setImporting] = useState<{ name: string; text: string } | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      setOver(false)
      const file = event.dataTransfer?.files[0]
      if (event.defaultPrevented || file === undefined) return
      // Otherwise the browser would leave the window for the file.
      event.preventDefault()
      void readDroppedFile(file).then(dropped => {
        if (dropped.kind === 'bench') openInBench({ kind: 'capture', text: dropped.text })
        else if (dropped.kind === 'import') setImporting(dropped)
        else refuse(dropped)
      })
    }
    addEventListener('dragover', onOver, { signal })
    addEventListener('dragleave', onLeave, { signal })
    addEventListener('drop', onDrop, { signal })
    return () => controller.abort()
  }, [])
  return (
    <>
      {over && (
        <div className="file-drop">
          <p>
            <FileInput aria-hidden /> {words.hint}
          </p>
        </div>
      )}
      {importing !== null && <ImportDialog {...importing} onClose={() => setImporting(null)} />}
    </>
  )
}

function refuse({ kind, name }: { kind: 'unknown' | 'too-large'; name: string }): void {
  const { fileDrop: words } = currentWords()
  const shown = revealInline(name, 80)
  setShell({
    notice:
      kind === 'unknown'
        ? { text: words.unknown(shown), hint: words.unknownHint }
        : { text: words.tooLarge(shown), hint: words.tooLargeHint },
  })
}
