import { Download } from 'lucide-react'
import { useState } from 'react'
import { saveFile } from '../export/saveFile.ts'
import { Button } from '../kit/Button.tsx'
import { TextArea } from '../kit/TextArea.tsx'
import { Section } from '../settings/Section.tsx'
import { useServices } from '../state/services.ts'
import { useTell } from '../state/useTell.ts'
import { useWords } from '../words/useWords.ts'

/** What somebody who helps needs to know; a person sees it before it goes anywhere. */
export function DiagnosticsSettings() {
  const { outbound: words } = useWords()
  const { client } = useServices()
  const tell = useTell()
  const [text, setText] = useState<string | null>(null)

  const read = async () => `${JSON.stringify(await client.call('diagnostics.read', null), null, 2)}\n`
  const save = (json: string) => {
    const day = new Date().toISOString().slice(0, 10)
    saveFile(new Blob([json], { type: 'application/json' }), `receiptscope-diagnostics-${day}.json`)
  }

  return (
    <Section title={words.diagnostics.title} hint={words.diagnostics.hint}>
      <div className="setting">
        <div className="setting-keys">
          <Button icon={<Download aria-hidden />} onClick={() => void read().then(save, tell)}>
            {words.diagnostics.save}
          </Button>
          <Button
            look="quiet"
            aria-expanded={text !== null}
            onClick={() => {
              if (text === null) read().then(setText, tell)
              else setText(null)
            }}
          >
            {text === null ? words.diagnostics.look : words.diagnostics.hide}
          </Button>
        </div>
        {text !== null && (
          <div className="diagnostics-text">
            <TextArea className="mono" label={words.diagnostics.contents} value={text} rows={18} readOnly />
          </div>
        )}
      </div>
    </Section>
  )
}
