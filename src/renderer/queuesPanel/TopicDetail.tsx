import { RefreshCw, Trash2 } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import type { TopicInfo } from '../../contract/queues.ts'
import { formatCount } from '../format/numbers.ts'
import { Button } from '../kit/Button.tsx'
import { Copyable } from '../kit/Copyable.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { IconButton } from '../kit/IconButton.tsx'
import { Tabs } from '../kit/Tabs.tsx'
import { useLocale, useWords } from '../words/useWords.ts'
import { DeleteDialog } from './DeleteDialog.tsx'
import { useOperations } from './operations.ts'
import { PublishForm } from './PublishForm.tsx'
import { SubscriptionsTab } from './SubscriptionsTab.tsx'
import { TopicForm } from './TopicForm.tsx'

const tabNames = ['subscriptions', 'publish', 'attributes'] as const

export function TopicDetail({ name, onGone }: { name: string; onGone: () => void }) {
  const { queuesPanel: words } = useWords()
  const locale = useLocale()
  const { account, operate } = useOperations()
  const [topic, setTopic] = useState<TopicInfo | null>(null)
  const [tab, setTab] = useState<(typeof tabNames)[number]>('subscriptions')
  const [deleting, setDeleting] = useState(false)
  const load = async (aside: boolean) => {
    const found = await operate('topics.get', { topic: name }, { aside })
    if (found !== null) setTopic(found.value)
  }
  const start = useEffectEvent(() => void load(false))
  useEffect(() => start(), [])
  return (
    <>
      <Tabs
        label={words.topicTabs}
        tabs={tabNames.map(name => ({ name, title: words.topicTab[name] }))}
        selected={tab}
        onSelect={setTab}
        header={
          <div className="queues-title">
            <h2 className="mono">
              <Copyable text={name} name={words.name}>
                <ForeignText text={name} />
              </Copyable>
            </h2>
            {topic?.messages != null && (
              <span className="dim">
                {words.topicMessages(topic.messages, formatCount(topic.messages, locale))}
              </span>
            )}
            <span className="queues-title-actions">
              <IconButton
                label={words.refresh}
                icon={<RefreshCw aria-hidden />}
                onClick={() => void load(false)}
              />
              <Button icon={<Trash2 aria-hidden />} onClick={() => setDeleting(true)}>
                {words.deleteTopic}
              </Button>
            </span>
          </div>
        }
      >
        <div className="queues-page">
          {tab === 'subscriptions' && <SubscriptionsTab topic={name} />}
          {tab === 'publish' && <PublishForm topic={name} onPublished={() => void load(true)} />}
          {tab === 'attributes' && topic !== null && (
            <TopicForm topic={topic} onSaved={() => void load(true)} />
          )}
        </div>
      </Tabs>
      {deleting && (
        <DeleteDialog
          title={words.deleteTopicTitle(name)}
          body={words.deleteTopicBody(account.name)}
          name={name}
          confirm={words.deleteTopic}
          onClose={() => setDeleting(false)}
          onConfirm={async typedName => {
            setDeleting(false)
            if ((await operate('topics.delete', { topic: name, typedName })) !== null) onGone()
          }}
        />
      )}
    </>
  )
}
