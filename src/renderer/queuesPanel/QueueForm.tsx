import { useState } from 'react'
import type { QueueInfo, QueueSettings } from '../../contract/queues.ts'
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
import { queueDefaults, queueRanges } from './ranges.ts'

type Props = { queue: QueueInfo | null; onSaved: (name: string) => void }

/** Makes a queue or changes one; every attribute within its range. */
export function QueueForm({ queue, onSaved }: Props) {
  const { queuesPanel: words } = useWords()
  const locale = useLocale()
  const { operate } = useOperations()
  const [settings, setSettings] = useState<QueueSettings>(queue === null ? queueDefaults : settingsOf(queue))
  const [busy, setBusy] = useState(false)

  async function save(name: string) {
    setBusy(true)
    const done = await operate('queues.save', { queue: name, isNew: queue === null, settings })
    setBusy(false)
    if (done === null) return
    setShell({ notice: { text: words.saved(name), hint: null } })
    onSaved(name)
  }

  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void save(queue?.name ?? String(new FormData(event.currentTarget).get('name') ?? '').trim())
      }}
    >
      <PanelCard
        title={queue === null ? words.newQueue : words.queueTab.attributes}
        {...(queue?.createdAt == null ? {} : { hint: words.created(formatInstant(queue.createdAt, locale)) })}
        end={
          <Button type="submit" look="main" disabled={busy}>
            {queue === null ? words.create : words.change}
          </Button>
        }
      >
        {queue === null && (
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
        {queueRanges.map(({ name, unit, least, most }) => (
          <PanelRow key={name} title={words.attribute[name]} hint={words.attributeHint[name]}>
            <NumberField
              label={words.attribute[name]}
              labelShown={false}
              unit={words[unit]}
              min={least}
              max={most}
              value={settings[name] ?? least}
              onChange={value => setSettings({ ...settings, [name]: value })}
            />
          </PanelRow>
        ))}
        <PanelRow title={words.attribute.loggingEnabled}>
          <Switch
            label={words.attribute.loggingEnabled}
            checked={settings.loggingEnabled === true}
            onChange={loggingEnabled => setSettings({ ...settings, loggingEnabled })}
          />
        </PanelRow>
      </PanelCard>
    </form>
  )
}

const settingsOf = (queue: QueueInfo): QueueSettings => ({
  delaySeconds: queue.delaySeconds,
  maximumMessageSize: queue.maximumMessageSize,
  messageRetentionPeriod: queue.messageRetentionPeriod,
  visibilityTimeout: queue.visibilityTimeout,
  pollingWaitSeconds: queue.pollingWaitSeconds,
  loggingEnabled: queue.loggingEnabled,
})
