import { useEffect, useEffectEvent, useState } from 'react'
import type { TopicInfo } from '../../contract/queues.ts'
import { formatCount } from '../format/numbers.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { NamedDetail } from './NamedDetail.tsx'
import { useOperations } from './operations.ts'
import { PublishForm } from './PublishForm.tsx'
import { SubscriptionsTab } from './SubscriptionsTab.tsx'
import { TopicForm } from './TopicForm.tsx'

export function TopicDetail({ name, onGone }: { name: string; onGone: () => void }) {
  const { queuesPanel: words } = useWords()
  const locale = useLocale()
  const { account, operate } = useOperations()
  const [topic, setTopic] = useState<TopicInfo | null>(null)
  const load = async (aside: boolean) => {
    const found = await operate('topics.get', { topic: name }, { aside })
    if (found !== null) setTopic(found.value)
  }
  const start = useEffectEvent(() => void load(false))
  useEffect(() => start(), [])
  const reload = () => void load(true)
  const messages = topic?.messages ?? null
  return (
    <NamedDetail
      name={name}
      note={messages === null ? null : words.topicMessages(messages, formatCount(messages, locale))}
      label={words.topicTabs}
      tabs={['subscriptions', 'publish', 'attributes']}
      titleOf={tab => words.topicTab[tab]}
      deleting={{
        title: words.deleteTopicTitle(name),
        body: words.deleteTopicBody(account.name),
        confirm: words.deleteTopic,
      }}
      onRefresh={() => void load(false)}
      onDelete={async typedName => {
        if ((await operate('topics.delete', { topic: name, typedName })) !== null) onGone()
      }}
    >
      {tab => (
        <>
          {tab === 'subscriptions' && <SubscriptionsTab topic={name} />}
          {tab === 'publish' && <PublishForm topic={name} onPublished={reload} />}
          {tab === 'attributes' && topic !== null && <TopicForm topic={topic} onSaved={reload} />}
        </>
      )}
    </NamedDetail>
  )
}
