import { useState } from 'react'
import { notifyFormats, notifyStrategies } from '../../contract/queues.ts'
import { Button } from '../kit/Button.tsx'
import { PanelCard, PanelRow } from '../kit/PanelCard.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import { Select } from '../kit/Select.tsx'
import { TextField } from '../kit/TextField.tsx'
import { useProgram } from '../state/services.ts'
import { useWords } from '../words/useWords.ts'
import { useOperations } from './operations.ts'

/** Subscribes an address to a topic; the endpoint of this program is one click away. */
export function SubscribeForm({ topic, onDone }: { topic: string; onDone: () => void }) {
  const { queuesPanel: words } = useWords()
  const { account, operate } = useOperations()
  const own = useProgram(state => state.status?.endpoint.url ?? null)
  const [name, setName] = useState('')
  const [endpoint, setEndpoint] = useState('')
  const [filterTag, setFilterTag] = useState('')
  const [notifyStrategy, setStrategy] = useState<(typeof notifyStrategies)[number]>('BACKOFF_RETRY')
  const [notifyContentFormat, setFormat] = useState<(typeof notifyFormats)[number]>('XML')

  async function subscribe() {
    const done = await operate('topics.subscribe', {
      topic,
      subscription: name.trim(),
      endpoint: endpoint.trim(),
      filterTag: filterTag.trim() === '' ? null : filterTag.trim(),
      notifyStrategy,
      notifyContentFormat,
    })
    if (done === null) return
    setName('')
    setEndpoint('')
    setFilterTag('')
    onDone()
  }

  const region = account.region ?? 'cn-hangzhou'
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void subscribe()
      }}
    >
      <PanelCard
        title={words.subscribe}
        end={
          <Button type="submit" look="main">
            {words.subscribe}
          </Button>
        }
      >
        <TextField
          label={words.subscriptionName}
          className="mono"
          required
          maxLength={256}
          pattern="[A-Za-z0-9][A-Za-z0-9\-]*"
          value={name}
          onChange={event => setName(event.target.value)}
        />
        <TextField
          label={words.endpoint}
          hint={words.endpointHint(region)}
          className="mono"
          required
          value={endpoint}
          onChange={event => setEndpoint(event.target.value)}
        />
        {own !== null && (
          <div>
            <Button look="quiet" onClick={() => setEndpoint(own)}>
              {words.useOwnEndpoint}
            </Button>
          </div>
        )}
        <TextField
          label={words.filterTag}
          hint={words.filterTagHint}
          maxLength={16}
          value={filterTag}
          onChange={event => setFilterTag(event.target.value)}
        />
        <PanelRow title={words.retry}>
          <Select
            label={words.retry}
            labelShown={false}
            value={notifyStrategy}
            options={notifyStrategies.map(value => ({ value, title: words.strategy[value] }))}
            onChange={setStrategy}
          />
        </PanelRow>
        <PanelRow title={words.format}>
          <Segmented
            label={words.format}
            value={notifyContentFormat}
            options={notifyFormats.map(value => ({ value, title: value }))}
            onChange={setFormat}
          />
        </PanelRow>
      </PanelCard>
    </form>
  )
}
