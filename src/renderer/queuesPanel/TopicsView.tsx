import { Megaphone } from 'lucide-react'
import { useState } from 'react'
import { EmptyState } from '../kit/EmptyState.tsx'
import { useWords } from '../words/useWords.ts'
import { NameList } from './NameList.tsx'
import { useOperations } from './operations.ts'
import { TopicDetail } from './TopicDetail.tsx'
import { TopicForm } from './TopicForm.tsx'
import { usePages } from './usePages.ts'

type Shown = { kind: 'none' } | { kind: 'new' } | { kind: 'one'; name: string }

export function TopicsView() {
  const { queuesPanel: words } = useWords()
  const { operate } = useOperations()
  const [shown, setShown] = useState<Shown>({ kind: 'none' })
  const pages = usePages(async (prefix, marker, aside) => {
    const list = await operate('topics.list', { prefix, marker }, { aside })
    return list === null ? null : { items: list.value.topics, next: list.value.next }
  })
  const name = shown.kind === 'one' ? shown.name : null
  return (
    <>
      <NameList
        label={words.topics}
        newTitle={words.newTopic}
        items={pages.items?.map(topic => ({ name: topic.name, hint: '' })) ?? null}
        selected={name}
        hasMore={pages.hasMore}
        onPrefix={pages.first}
        onMore={() => void pages.more()}
        onSelect={name => setShown({ kind: 'one', name })}
        onNew={() => setShown({ kind: 'new' })}
      />
      <div className="queues-detail">
        {name !== null ? (
          <TopicDetail
            key={name}
            name={name}
            onGone={() => {
              setShown({ kind: 'none' })
              pages.reload()
            }}
          />
        ) : shown.kind === 'new' ? (
          <div className="queues-page">
            <TopicForm
              topic={null}
              onSaved={name => {
                setShown({ kind: 'one', name })
                pages.reload()
              }}
            />
          </div>
        ) : (
          <EmptyState icon={<Megaphone aria-hidden />} title={words.pickTopic}>
            {words.pickTopicHint}
          </EmptyState>
        )}
      </div>
    </>
  )
}
