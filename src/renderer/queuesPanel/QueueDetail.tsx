import { useEffect, useEffectEvent, useState } from 'react'
import type { QueueInfo } from '../../contract/queues.ts'
import { formatCount } from '../format/numbers.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { MessagesTab } from './MessagesTab.tsx'
import { NamedDetail } from './NamedDetail.tsx'
import { useOperations } from './operations.ts'
import { QueueForm } from './QueueForm.tsx'
import { SendForm } from './SendForm.tsx'

type Props = { name: string; onRead: (queue: QueueInfo) => void; onGone: () => void }

export function QueueDetail({ name, onRead, onGone }: Props) {
  const { queuesPanel: words } = useWords()
  const locale = useLocale()
  const { account, operate } = useOperations()
  const [queue, setQueue] = useState<QueueInfo | null>(null)
  const load = async (aside: boolean) => {
    const found = await operate('queues.get', { queue: name }, { aside })
    if (found === null) return
    setQueue(found.value)
    onRead(found.value)
  }
  const start = useEffectEvent(() => void load(false))
  useEffect(() => start(), [])
  const reload = () => void load(true)
  const count = (value: number | null) => (value === null ? '–' : formatCount(value, locale))
  return (
    <NamedDetail
      name={name}
      note={queue && words.counts(count(queue.active), count(queue.inactive), count(queue.delayed))}
      label={words.queueTabs}
      tabs={['messages', 'send', 'attributes']}
      titleOf={tab => words.queueTab[tab]}
      deleting={{
        title: words.deleteQueueTitle(name),
        body: words.deleteQueueBody(account.name),
        confirm: words.deleteQueue,
      }}
      onRefresh={() => void load(false)}
      onDelete={async typedName => {
        if ((await operate('queues.delete', { queue: name, typedName })) !== null) onGone()
      }}
    >
      {tab => (
        <>
          {tab === 'messages' && <MessagesTab queue={name} info={queue} onChanged={reload} />}
          {tab === 'send' && <SendForm queue={name} onSent={reload} />}
          {tab === 'attributes' && queue !== null && <QueueForm queue={queue} onSaved={reload} />}
        </>
      )}
    </NamedDetail>
  )
}
