import { Button } from '../kit/Button.tsx'
import { TextArea } from '../kit/TextArea.tsx'
import { TextField } from '../kit/TextField.tsx'
import { useWords } from '../words/useWords.ts'
import { useBench } from './benchStore.ts'

/** What helps where the request alone does not: the address as it is registered, and a certificate of one's own. */
export function EvidenceForm({ pasted, onCheck }: { pasted: boolean; onCheck: () => void }) {
  const { bench: words } = useWords()
  const { registeredUrl, certificate } = useBench()
  return (
    <details className="bench-evidence">
      <summary>{words.evidence}</summary>
      <form
        onSubmit={event => {
          event.preventDefault()
          onCheck()
        }}
      >
        <TextField
          label={words.registeredUrl}
          hint={words.registeredUrlHint}
          className="mono"
          value={registeredUrl}
          onChange={event => useBench.setState({ registeredUrl: event.target.value })}
        />
        {pasted && (
          <TextArea
            label={words.ownCertificate}
            hint={words.ownCertificateHint}
            rows={3}
            value={certificate}
            onChange={event => useBench.setState({ certificate: event.target.value })}
          />
        )}
        <Button type="submit">{words.checkAgain}</Button>
      </form>
    </details>
  )
}
