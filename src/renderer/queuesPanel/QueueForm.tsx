import { useState } from 'react'
import type { QueueInfo, QueueSettings } from '../../contract/queues.ts'
import { NumberField } from '../kit/NumberField.tsx'
import { PanelRow } from '../kit/PanelCard.tsx'
import { Switch } from '../kit/Switch.tsx'
import { useWords } from '../words/useWords.ts'
import { NamedForm } from './NamedForm.tsx'
import { useOperations } from './operations.ts'
import { queueDefaults, queueRanges } from './ranges.ts'

type Props = { queue: QueueInfo | null; onSaved: (name: string) => void }

/** Makes a queue or changes one; every attribute within its range. */
export function QueueForm({ queue, onSaved }: Props) {
  const { queuesPanel: words } = useWords()
  const { operate } = useOperations()
  const [settings, setSettings] = useState<QueueSettings>(queue === null ? queueDefaults : settingsOf(queue))
  return (
    <NamedForm
      title={queue === null ? words.newQueue : words.queueTab.attributes}
      known={queue}
      save={async name =>
        (await operate('queues.save', { queue: name, isNew: queue === null, settings })) !== null
      }
      onSaved={onSaved}
    >
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
    </NamedForm>
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
