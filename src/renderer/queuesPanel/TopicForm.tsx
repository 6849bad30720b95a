import { useState } from 'react'
import type { TopicInfo } from '../../contract/queues.ts'
import { formatInstant } from '../format/times.ts'
import { Button } from '../kit/Button.tsx'
import { NumberField } from '../kit/NumberField.tsx'
import { PanelCard, PanelRow } from '../kit/PanelCard.tsx'
import { Switch } from '../kit/Switch.tsx'
import { TextField } from '../kit/TextField.tsx'
import { takeFocus } from '../kit/takeFocus.ts'
import { setShell } from '../state/shell.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { useOperations } from './operations.ts'
import { topicSizes } from './ranges.ts'

type Props = { topic: TopicInfo | null; onSaved: (name: string) => void }

export function TopicForm({ topic, onSaved }: Props) {
  const { queuesPanel: words } = useWords()
  const locale = useLocale()
  const { operate } = useOperations()
  const [maximumMessageSize, setSize] = useState(topic?.maximumMessageSize ?? topicSizes.most)
  const [loggingEnabled, setLogging] = useState(topic?.loggingEnabled === true)
  const [busy, setBusy] = useState(false)

  async function save(name: string) {
    setBusy(true)
    const settings = { maximumMessageSize, loggingEnabled }
    const done = await operate('topics.save', { topic: name, isNew: topic === null, settings })
    setBusy(false)
    if (done === null) return
    setShell({ notice: { text: words.saved(name), hint: null } })
    onSaved(name)
  }

  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void save(topic?.name ?? String(new FormData(event.currentTarget).get('name') ?? '').trim())
      }}
    >
      <PanelCard
        title={topic === null ? words.newTopic : words.topicTab.attributes}
        {...(topic?.createdAt == null ? {} : { hint: words.created(formatInstant(topic.createdAt, locale)) })}
        end={
          <Button type="submit" look="main" disabled={busy}>
            {topic === null ? words.create : words.change}
          </Button>
        }
      >
        {topic === null && (
          <TextField
            ref={takeFocus}
            name="name"
            label={words.name}
            hint={words.queueNameHint}
            className="mono"
            required
            maxLength={256}
            pattern="[A-Za-z0-9][A-Za-z0-9\-]*"
          />
        )}
        <PanelRow title={words.attribute.maximumMessageSize} hint={words.attributeHint.maximumMessageSize}>
          <NumberField
            label={words.attribute.maximumMessageSize}
            labelShown={false}
            unit={words.bytes}
            min={topicSizes.least}
            max={topicSizes.most}
            value={maximumMessageSize}
            onChange={setSize}
          />
        </PanelRow>
        <PanelRow title={words.attribute.loggingEnabled}>
          <Switch label={words.attribute.loggingEnabled} checked={loggingEnabled} onChange={setLogging} />
        </PanelRow>
      </PanelCard>
    </form>
  )
}
