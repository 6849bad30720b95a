import { Layers } from 'lucide-react'
import { useState } from 'react'
import { formatCount } from '../format/numbers.ts'
import { EmptyState } from '../kit/EmptyState.tsx'
import { useLocale, useWords } from '../words/useWords.ts'
import { NameList } from './NameList.tsx'
import { useOperations } from './operations.ts'
import { QueueDetail } from './QueueDetail.tsx'
import { QueueForm } from './QueueForm.tsx'
import { usePages } from './usePages.ts'

type Shown = { kind: 'none' } | { kind: 'new' } | { kind: 'one'; name: string }

export function QueuesView() {
  const { queuesPanel: words } = useWords()
  const locale = useLocale()
  const { operate } = useOperations()
  const [shown, setShown] = useState<Shown>({ kind: 'none' })
  const pages = usePages(async (prefix, marker, aside) => {
    const list = await operate('queues.list', { prefix, marker }, { aside })
    return list === null ? null : { items: list.value.queues, next: list.value.next }
  })
  const name = shown.kind === 'one' ? shown.name : null
  return (
    <>
      <NameList
        label={words.queues}
        newTitle={words.newQueue}
        items={
          pages.items?.map(queue => ({
            name: queue.name,
            hint: queue.active === null ? '' : words.activeCount(formatCount(queue.active, locale)),
          })) ?? null
        }
        selected={name}
        hasMore={pages.hasMore}
        onPrefix={pages.first}
        onMore={() => void pages.more()}
        onSelect={name => setShown({ kind: 'one', name })}
        onNew={() => setShown({ kind: 'new' })}
      />
      <div className="queues-detail">
        {name !== null ? (
          <QueueDetail
            key={name}
            name={name}
            onRead={pages.update}
            onGone={() => {
              setShown({ kind: 'none' })
              pages.reload()
            }}
          />
        ) : shown.kind === 'new' ? (
          <div className="queues-page">
            <QueueForm
              queue={null}
              onSaved={name => {
                setShown({ kind: 'one', name })
                pages.reload()
              }}
            />
          </div>
        ) : (
          <EmptyState icon={<Layers aria-hidden />} title={words.pickQueue}>
            {words.pickQueueHint}
          </EmptyState>
        )}
      </div>
    </>
  )
}
