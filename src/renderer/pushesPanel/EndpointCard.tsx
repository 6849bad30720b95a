import { Button } from '../kit/Button.tsx'
import { Chip } from '../kit/Chip.tsx'
import { Copyable } from '../kit/Copyable.tsx'
import { FormProblem } from '../kit/FormProblem.tsx'
import { PanelCard } from '../kit/PanelCard.tsx'
import { TextField } from '../kit/TextField.tsx'
import { useProgram } from '../state/services.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useWords } from '../words/useWords.ts'
import { AddressForm } from './AddressForm.tsx'
import { AnswerForm } from './AnswerForm.tsx'
import { TestPush } from './TestPush.tsx'
import { useEndpointSettings } from './useEndpointSettings.ts'
import { WideDialog } from './WideDialog.tsx'

/** Where pushes are to be sent, what is answered to them, and who else gets them. */
export function EndpointCard({ offersTest }: { offersTest: boolean }) {
  const { pushes: words, endpoint: endpointWords } = useWords()
  const spoken = useSpoken()
  const endpoint = useProgram(state => state.status?.endpoint)
  const { settings, problem, consent, configure, withdraw } = useEndpointSettings()
  if (endpoint === undefined || settings === null) return <FormProblem problem={problem} />
  const { url, listening, reason } = endpoint
  return (
    <PanelCard
      title={endpointWords.title}
      hint={spoken(reason)}
      end={<Chip tone={listening ? 'ok' : 'bad'}>{listening ? words.listening : words.notListening}</Chip>}
    >
      {url !== null && (
        <p className="mono pushes-url">
          <Copyable text={url} name={words.address}>
            {url}
          </Copyable>
        </p>
      )}
      <AnswerForm answer={settings.answer} onChange={answer => configure({ answer })} />
      <form
        key={settings.forwardTo}
        className="pushes-forward"
        onSubmit={event => {
          event.preventDefault()
          const to = String(new FormData(event.currentTarget).get('to') ?? '').trim()
          configure({ forwardTo: to === '' ? null : to })
        }}
      >
        <TextField
          label={words.forwardTo}
          hint={words.forwardHint}
          name="to"
          className="mono"
          defaultValue={settings.forwardTo ?? ''}
          placeholder="http://127.0.0.1:3000/callback"
        />
        <Button type="submit">{words.save}</Button>
      </form>
      <FormProblem problem={problem} />
      {url !== null && offersTest && <TestPush url={url} />}
      <details className="pushes-more">
        <summary>{words.place}</summary>
        <AddressForm
          settings={settings}
          portNow={url === null ? settings.port : Number(new URL(url).port)}
          onSave={configure}
        />
      </details>
      {consent !== null && (
        <WideDialog
          host={consent.host}
          onClose={withdraw}
          onConfirm={typedName => configure(consent, typedName)}
        />
      )}
    </PanelCard>
  )
}
