import { Send } from 'lucide-react'
import { useEffect, useState } from 'react'
import { ApiError } from '../../contract/apiError.ts'
import type { AccountId } from '../../contract/brand.ts'
import type { AnswerPolicy, EndpointSettings } from '../../contract/push.ts'
import { asIs } from '../../contract/words.ts'
import { Button } from '../kit/Button.tsx'
import { Chip } from '../kit/Chip.tsx'
import { Copyable } from '../kit/Copyable.tsx'
import { FormProblem } from '../kit/FormProblem.tsx'
import { PanelCard } from '../kit/PanelCard.tsx'
import { Select } from '../kit/Select.tsx'
import { TextField } from '../kit/TextField.tsx'
import { useProgram, useServices } from '../state/services.ts'
import type { Words } from '../words/en.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useWords } from '../words/useWords.ts'

const policies: { value: keyof Words['pushes']['policy']; policy: AnswerPolicy }[] = [
  { value: 'verify', policy: { kind: 'verify' } },
  { value: 'forward', policy: { kind: 'forward' } },
  { value: 'status500', policy: { kind: 'status', status: 500 } },
  { value: 'delayUnder', policy: { kind: 'delay', milliseconds: 4900 } },
  { value: 'delayOver', policy: { kind: 'delay', milliseconds: 5100 } },
  { value: 'drop', policy: { kind: 'drop' } },
  { value: 'reset', policy: { kind: 'reset' } },
  { value: 'half', policy: { kind: 'half' } },
  {
    value: 'failOnce',
    policy: { kind: 'script', steps: [{ kind: 'status', status: 500 }, { kind: 'verify' }] },
  },
]

/** Where pushes are to be sent, what is answered to them, and who else gets them. */
export function EndpointCard() {
  const { pushes: words, endpoint: endpointWords } = useWords()
  const spoken = useSpoken()
  const { client } = useServices()
  const endpoint = useProgram(state => state.status?.endpoint)
  const simulated = useProgram(state => state.status?.simulator.running === true)
  const [settings, setSettings] = useState<EndpointSettings | null>(null)
  const [problem, setProblem] = useState<ApiError | null>(null)
  const [sending, setSending] = useState(false)
  useEffect(() => {
    client.call('endpoint.settings', null).then(setSettings, setProblem)
  }, [client])

  const configure = (change: Partial<EndpointSettings>) => {
    if (settings === null) return
    client.call('endpoint.configure', { ...settings, ...change }).then(changed => {
      setSettings(changed)
      setProblem(null)
    }, setProblem)
  }

  /** The simulator publishes to a topic of its own that this endpoint subscribes to: the push is retried as MNS does. */
  async function sendTest(url: string) {
    const topic = { account: 'simulator' as AccountId, topic: 'receiptscope-test' }
    setSending(true)
    try {
      const settings = { maximumMessageSize: 65_536, loggingEnabled: false }
      const made = [
        await client.call('topics.save', { ...topic, isNew: true, settings }),
        await client.call('topics.subscribe', {
          ...topic,
          subscription: `endpoint-${new URL(url).port}`,
          endpoint: url,
          filterTag: null,
          notifyStrategy: 'BACKOFF_RETRY',
          notifyContentFormat: 'XML',
        }),
        await client.call('topics.publish', {
          ...topic,
          body: words.testBody,
          tag: null,
          sms: null,
          mail: null,
        }),
      ]
      const failed = made.find(result => !result.ok)
      setProblem(
        failed === undefined || failed.ok ? null : new ApiError('unavailable', failed.failure.message),
      )
    } catch (error) {
      setProblem(error instanceof ApiError ? error : new ApiError('internal', asIs(String(error))))
    }
    setSending(false)
  }

  if (endpoint === undefined || settings === null) return <FormProblem problem={problem} />
  const { url, listening, reason } = endpoint
  const kindNow = policies.find(({ policy }) => JSON.stringify(policy) === JSON.stringify(settings.answer))
  const options: { value: string; title: string }[] = policies.map(({ value }) => ({
    value,
    title: words.policy[value],
  }))
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
      <Select
        label={words.answer}
        value={kindNow?.value ?? 'other'}
        options={kindNow === undefined ? [...options, { value: 'other', title: words.otherPolicy }] : options}
        onChange={value => {
          const chosen = policies.find(each => each.value === value)
          if (chosen !== undefined) configure({ answer: chosen.policy })
        }}
      />
      <form
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
      {url !== null && (
        <Button
          look="main"
          icon={<Send aria-hidden />}
          disabled={sending || !simulated}
          onClick={() => void sendTest(url)}
        >
          {words.sendTest}
        </Button>
      )}
      {!simulated && <p className="dim">{words.needsSimulator}</p>}
    </PanelCard>
  )
}
