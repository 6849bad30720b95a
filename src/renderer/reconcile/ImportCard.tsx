import { FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import type { ApiError } from '../../contract/apiError.ts'
import type { SendLogPreview } from '../../contract/sends.ts'
import { formatBytes, formatCount } from '../format/numbers.ts'
import { revealInline } from '../format/revealControls.ts'
import { Button } from '../kit/Button.tsx'
import { FormProblem } from '../kit/FormProblem.tsx'
import { PanelCard } from '../kit/PanelCard.tsx'
import { useServices } from '../state/services.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { type ImportSums, importLog } from './importLog.ts'
import { LogPreview } from './LogPreview.tsx'
import { SenderChoice } from './SenderChoice.tsx'
import { useSender } from './useSender.ts'

type Chosen = { file: File; text: string; preview: SendLogPreview }
type Import =
  | { kind: 'none' }
  | { kind: 'running'; share: number; sums: ImportSums; stop: () => void }
  | { kind: 'done'; sums: ImportSums }

/** Characters from which a log is understood. */
const previewCharacters = 60_000

/** What was sent, from its sender's log: chosen or dropped, looked at, then taken in. */
export function ImportCard({ account }: { account: string | undefined }) {
  const sender = useSender(account)
  const { reconcile: words, kit } = useWords()
  const { client } = useServices()
  const locale = useLocale()
  const picker = useRef<HTMLInputElement>(null)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [state, setState] = useState<Import>({ kind: 'none' })
  const [problem, setProblem] = useState<ApiError | null>(null)
  const [over, setOver] = useState(false)

  async function look(file: File | undefined) {
    if (file === undefined) return
    setProblem(null)
    setState({ kind: 'none' })
    try {
      const text = await file.text()
      const preview = await client.call('sends.preview', { text: text.slice(0, previewCharacters) })
      setChosen({ file, text, preview })
    } catch (error) {
      setProblem(error as ApiError)
    }
  }

  async function take(text: string) {
    const controller = new AbortController()
    const stop = () => controller.abort()
    setProblem(null)
    setState({ kind: 'running', share: 0, sums: { read: 0, added: 0 }, stop })
    try {
      const onProgress = (share: number, sums: ImportSums) => setState({ kind: 'running', share, sums, stop })
      const sums = await importLog(client, text, sender.name, onProgress, controller.signal)
      setState({ kind: 'done', sums })
      setChosen(null)
    } catch (error) {
      setState({ kind: 'none' })
      if (!controller.signal.aborted) setProblem(error as ApiError)
    }
  }

  const count = (value: number) => formatCount(value, locale)
  return (
    <PanelCard title={words.importTitle} hint={words.importHint}>
      <fieldset
        className="reconcile-drop"
        aria-label={words.importTitle}
        data-over={over || undefined}
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={event => {
          event.preventDefault()
          event.stopPropagation()
          setOver(false)
          void look(event.dataTransfer.files[0])
        }}
      >
        <input
          ref={picker}
          type="file"
          className="visually-hidden"
          aria-label={words.chooseFile}
          tabIndex={-1}
          accept=".csv,.ndjson,.jsonl,.txt,text/csv,application/x-ndjson"
          onChange={event => {
            void look(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        <Button icon={<FileUp aria-hidden />} onClick={() => picker.current?.click()}>
          {words.chooseFile}
        </Button>
        <span className="faint">
          {chosen === null
            ? words.dropHere
            : `${revealInline(chosen.file.name, 60)} · ${formatBytes(chosen.file.size, locale)}`}
        </span>
      </fieldset>
      {chosen !== null && state.kind !== 'running' && (
        <>
          <LogPreview preview={chosen.preview} />
          <SenderChoice sender={sender} />
          <div className="reconcile-actions">
            <Button
              look="main"
              disabled={chosen.preview.missing.length > 0}
              onClick={() => void take(chosen.text)}
            >
              {words.importNow}
            </Button>
            <Button look="quiet" onClick={() => setChosen(null)}>
              {kit.cancel}
            </Button>
          </div>
        </>
      )}
      {state.kind === 'running' && (
        <div className="reconcile-actions">
          <progress aria-label={words.importing} value={state.share} max={1} />
          <span>{words.imported(count(state.sums.read), count(state.sums.added))}</span>
          <Button onClick={state.stop}>{kit.cancel}</Button>
        </div>
      )}
      <p role="status" className="reconcile-done">
        {state.kind === 'done' && words.imported(count(state.sums.read), count(state.sums.added))}
      </p>
      <FormProblem problem={problem} />
    </PanelCard>
  )
}
