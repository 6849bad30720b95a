import { type SyntheticEvent, useRef } from 'react'
import { sampleKinds } from '../../contract/signature.ts'
import { Button } from '../kit/Button.tsx'
import { TextArea } from '../kit/TextArea.tsx'
import { useWords } from '../words/useWords.ts'
import { layOnBench } from './benchStore.ts'
import { useSample } from './useSample.ts'

/** Where a request is put: pasted, typed, dropped or opened as a file, or one of the examples. */
export function BenchInput({ text, onDone }: { text: string; onDone: () => void }) {
  const { bench: words } = useWords()
  const field = useRef<HTMLTextAreaElement>(null)
  const showSample = useSample()
  const put = (given: string) => {
    if (given.trim() === '') return
    layOnBench({ kind: 'capture', text: given })
    onDone()
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    put(field.current?.value ?? '')
  }
  return (
    <form className="bench-input" onSubmit={submit}>
      <TextArea
        ref={field}
        label={words.pasteLabel}
        hint={words.pasteHint}
        className="bench-paste"
        defaultValue={text}
        placeholder={words.pastePlaceholder}
        autoFocus
        onPaste={event => {
          // A field would make LF of CRLF, and the body's digest would no longer fit.
          if (event.currentTarget.value !== '') return
          event.preventDefault()
          put(event.clipboardData.getData('text/plain'))
        }}
        onDrop={event => {
          const [file] = event.dataTransfer.files
          if (file === undefined) return
          event.preventDefault()
          void file.text().then(put)
        }}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event)
        }}
      />
      <div className="bench-actions">
        <Button look="main" type="submit">
          {words.check}
        </Button>
        {text !== '' && <Button onClick={onDone}>{words.keep}</Button>}
      </div>
      <section aria-label={words.samples} className="bench-samples">
        <h3 className="section-title">{words.samples}</h3>
        {sampleKinds.map(kind => (
          <button
            key={kind}
            type="button"
            className="bench-sample"
            onClick={() => {
              void showSample(kind)
              onDone()
            }}
          >
            <b>{words.sample[kind]}</b>
            <span className="dim">{words.sampleHint[kind]}</span>
          </button>
        ))}
      </section>
    </form>
  )
}
