import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { notifyStrategies, type SubscriptionInfo } from '../../contract/queues.ts'
import { Button } from '../kit/Button.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { IconButton } from '../kit/IconButton.tsx'
import { Select } from '../kit/Select.tsx'
import { useWords } from '../words/useWords.ts'
import { DeleteDialog } from './DeleteDialog.tsx'
import { useOperations } from './operations.ts'
import { SubscribeForm } from './SubscribeForm.tsx'
import { usePages } from './usePages.ts'

/** Who gets what is published to a topic, and how. */
export function SubscriptionsTab({ topic }: { topic: string }) {
  const { queuesPanel: words } = useWords()
  const { account, operate } = useOperations()
  const [leaving, setLeaving] = useState<string | null>(null)
  const pages = usePages(async (_, marker, aside) => {
    const list = await operate('topics.subscriptions', { topic, marker }, { aside })
    return list === null ? null : { items: list.value.subscriptions, next: list.value.next }
  })
  return (
    <>
      {pages.items?.length === 0 && <p className="faint">{words.noSubscriptions}</p>}
      {pages.items !== null && pages.items.length > 0 && (
        <ul className="subscriptions" aria-label={words.topicTab.subscriptions}>
          {pages.items.map(subscription => (
            <Subscription
              key={subscription.name}
              subscription={subscription}
              onStrategy={async notifyStrategy => {
                const order = { topic, subscription: subscription.name, notifyStrategy }
                if ((await operate('topics.setStrategy', order)) !== null) pages.reload()
              }}
              onLeave={() => setLeaving(subscription.name)}
            />
          ))}
        </ul>
      )}
      {pages.hasMore && (
        <Button look="quiet" onClick={() => void pages.more()}>
          {words.more}
        </Button>
      )}
      <SubscribeForm topic={topic} onDone={pages.reload} />
      {leaving !== null && (
        <DeleteDialog
          title={words.unsubscribeTitle(leaving)}
          body={words.unsubscribeBody(topic, account.name)}
          name={leaving}
          confirm={words.unsubscribe}
          onClose={() => setLeaving(null)}
          onConfirm={async typedName => {
            setLeaving(null)
            const order = { topic, subscription: leaving, typedName }
            if ((await operate('topics.unsubscribe', order)) !== null) pages.reload()
          }}
        />
      )}
    </>
  )
}

type Props = {
  subscription: SubscriptionInfo
  onStrategy: (strategy: (typeof notifyStrategies)[number]) => void
  onLeave: () => void
}

function Subscription({ subscription, onStrategy, onLeave }: Props) {
  const { queuesPanel: words } = useWords()
  const { name, endpoint, filterTag, notifyStrategy, notifyContentFormat } = subscription
  return (
    <li>
      <div className="subscription-name">
        <strong className="mono">
          <ForeignText text={name} />
        </strong>
        <span className="mono dim">
          <ForeignText text={endpoint ?? ''} />
        </span>
        <span className="faint">
          {notifyContentFormat ?? ''} ·{' '}
          {filterTag === null ? words.everyTag : <ForeignText text={words.onlyTag(filterTag)} />}
        </span>
      </div>
      <Select
        label={words.strategyOf(name)}
        labelShown={false}
        value={notifyStrategies.find(known => known === notifyStrategy) ?? 'BACKOFF_RETRY'}
        options={notifyStrategies.map(value => ({ value, title: words.strategy[value] }))}
        onChange={onStrategy}
      />
      <IconButton label={words.unsubscribeNamed(name)} icon={<Trash2 aria-hidden />} onClick={onLeave} />
    </li>
  )
}
