import { RefreshCw, Trash2 } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import type { QueueInfo } from '../../contract/queues.ts'
import { formatCount } from '../format/numbers.ts'
import { Button } from '../kit/Button.tsx'
import { Copyable } from '../kit/Copyable.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { IconButton } from '../kit/IconButton.tsx'
import { Tabs } from '../kit/Tabs.tsx'
import { useLocale, useWords } from '../words/useWords.ts'
import { DeleteDialog } from './DeleteDialog.tsx'
import { MessagesTab } from './MessagesTab.tsx'
import { useOperations } from './operations.ts'
import { QueueForm } from './QueueForm.tsx'
import { SendForm } from './SendForm.tsx'

const tabNames = ['messages', 'send', 'attributes'] as const

type Props = { name: string; onRead: (queue: QueueInfo) => void; onGone: () => void }

export function QueueDetail({ name, onRead, onGone }: Props) {
  const { queuesPanel: words } = useWords()
  const locale = useLocale()
  const { account, operate } = useOperations()
  const [queue, setQueue] = useState<QueueInfo | null>(null)
  const [tab, setTab] = useState<(typeof tabNames)[number]>('messages')
  const [deleting, setDeleting] = useState(false)
  const load = async (aside: boolean) => {
    const found = await operate('queues.get', { queue: name }, { aside })
    if (found === null) return
    setQueue(found.value)
    onRead(found.value)
  }
  const start = useEffectEvent(() => void load(false))
  useEffect(() => start(), [])
  const count = (value: number | null) => (value === null ? '–' : formatCount(value, locale))
  return (
    <>
      <Tabs
        label={words.queueTabs}
        tabs={tabNames.map(name => ({ name, title: words.queueTab[name] }))}
        selected={tab}
        onSelect={setTab}
        header={
          <div className="queues-title">
            <h2 className="mono">
              <Copyable text={name} name={words.name}>
                <ForeignText text={name} />
              </Copyable>
            </h2>
            {queue !== null && (
              <span className="dim">
                {words.counts(count(queue.active), count(queue.inactive), count(queue.delayed))}
              </span>
            )}
            <span className="queues-title-actions">
              <IconButton
                label={words.refresh}
                icon={<RefreshCw aria-hidden />}
                onClick={() => void load(false)}
              />
              <Button icon={<Trash2 aria-hidden />} onClick={() => setDeleting(true)}>
                {words.deleteQueue}
              </Button>
            </span>
          </div>
        }
      >
        <div className="queues-page">
          {tab === 'messages' && <MessagesTab queue={name} info={queue} onChanged={() => void load(true)} />}
          {tab === 'send' && <SendForm queue={name} onSent={() => void load(true)} />}
          {tab === 'attributes' && queue !== null && (
            <QueueForm queue={queue} onSaved={() => void load(true)} />
          )}
        </div>
      </Tabs>
      {deleting && (
        <DeleteDialog
          title={words.deleteQueueTitle(name)}
          body={words.deleteQueueBody(account.name)}
          name={name}
          confirm={words.deleteQueue}
          onClose={() => setDeleting(false)}
          onConfirm={async typedName => {
            setDeleting(false)
            if ((await operate('queues.delete', { queue: name, typedName })) !== null) onGone()
          }}
        />
      )}
    </>
  )
}
