import { Layers } from 'lucide-react'
import { formatCount } from '../format/numbers.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { NamesView } from './NamesView.tsx'
import { useOperations } from './operations.ts'
import { QueueDetail } from './QueueDetail.tsx'
import { QueueForm } from './QueueForm.tsx'

export function QueuesView() {
  const { queuesPanel: words } = useWords()
  const locale = useLocale()
  const { operate } = useOperations()
  return (
    <NamesView
      label={words.queues}
      newTitle={words.newQueue}
      none={{ icon: <Layers aria-hidden />, title: words.pickQueue, hint: words.pickQueueHint }}
      noneYet={{ title: words.noQueues, hint: words.noQueuesHint }}
      load={async (prefix, marker, aside) => {
        const list = await operate('queues.list', { prefix, marker }, { aside })
        return list === null ? null : { items: list.value.queues, next: list.value.next }
      }}
      hintOf={({ active }) => (active === null ? '' : words.activeCount(formatCount(active, locale)))}
      detail={(name, told) => <QueueDetail key={name} name={name} {...told} />}
      newForm={onSaved => <QueueForm queue={null} onSaved={onSaved} />}
    />
  )
}
