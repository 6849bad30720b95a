import { useState } from 'react'
import type { TopicInfo } from '../../contract/queues.ts'
import { NumberField } from '../kit/NumberField.tsx'
import { PanelRow } from '../kit/PanelCard.tsx'
import { Switch } from '../kit/Switch.tsx'
import { useWords } from '../words/useWords.ts'
import { NamedForm } from './NamedForm.tsx'
import { useOperations } from './operations.ts'
import { topicSizes } from './ranges.ts'

type Props = { topic: TopicInfo | null; onSaved: (name: string) => void }

export function TopicForm({ topic, onSaved }: Props) {
  const { queuesPanel: words } = useWords()
  const { operate } = useOperations()
  const [maximumMessageSize, setSize] = useState(topic?.maximumMessageSize ?? topicSizes.most)
  const [loggingEnabled, setLogging] = useState(topic?.loggingEnabled === true)
  const settings = { maximumMessageSize, loggingEnabled }
  return (
    <NamedForm
      title={topic === null ? words.newTopic : words.topicTab.attributes}
      known={topic}
      save={async name =>
        (await operate('topics.save', { topic: name, isNew: topic === null, settings })) !== null
      }
      onSaved={onSaved}
    >
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
    </NamedForm>
  )
}
