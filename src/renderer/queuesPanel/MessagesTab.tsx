import { Download, Eye, Inbox } from 'lucide-react'
import { useState } from 'react'
import type { BrowsedMessage, QueueInfo } from '../../contract/queues.ts'
import { formatCount } from '../format/numbers.ts'
import { Button } from '../kit/Button.tsx'
import { EmptyState } from '../kit/EmptyState.tsx'
import { NumberField } from '../kit/NumberField.tsx'
import { PanelCard, PanelRow } from '../kit/PanelCard.tsx'
import { useLocale, useWords } from '../words/useWords.ts'
import { DeleteDialog } from './DeleteDialog.tsx'
import { MessageCard } from './MessageCard.tsx'
import { useOperations } from './operations.ts'
import { batchSize } from './ranges.ts'

type Props = { queue: string; info: QueueInfo | null; onChanged: () => void }
type Read = { how: 'peek' | 'receive'; messages: BrowsedMessage[] }

/** Looks into a queue, or takes messages out of sight of the others for a while; says which is which beforehand. */
export function MessagesTab({ queue, info, onChanged }: Props) {
  const { queuesPanel: words } = useWords()
  const locale = useLocale()
  const { account, operate } = useOperations()
  const [count, setCount] = useState(batchSize)
  const [waitSeconds, setWaitSeconds] = useState(0)
  const [read, setRead] = useState<Read | null>(null)
  const [busy, setBusy] = useState(false)
  const [taking, setTaking] = useState(false)
  const [deleting, setDeleting] = useState<string[] | null>(null)
  const visibility = info?.visibilityTimeout ?? null

  async function look(how: 'peek' | 'receive', typedName: string | null = null) {
    setTaking(false)
    setBusy(true)
    const found = await operate('queues.read', { queue, how, count, waitSeconds, typedName })
    setBusy(false)
    if (found === null) return
    setRead({ how, messages: found.value })
    if (how === 'receive') onChanged()
  }

  const replace = (lease: string, change: Partial<BrowsedMessage> | null) =>
    setRead(
      shown =>
        shown && {
          ...shown,
          messages: shown.messages.flatMap(message =>
            message.lease !== lease ? [message] : change === null ? [] : [{ ...message, ...change }],
          ),
        },
    )

  async function hide(lease: string, seconds: number) {
    const hidden = await operate('queues.hide', { queue, lease, seconds })
    if (hidden !== null) replace(lease, hidden.value)
  }

  async function remove(leases: string[], typedName: string | null) {
    setDeleting(null)
    const failed = await operate('queues.deleteMessages', { queue, leases, typedName })
    if (failed === null) return
    const left = new Set(failed.value.map(({ lease }) => lease))
    for (const lease of leases) if (!left.has(lease)) replace(lease, null)
    onChanged()
  }

  const leases = read?.messages.flatMap(({ lease }) => lease ?? []) ?? []
  const askDelete = (wanted: string[]) => (account.cloud ? setDeleting(wanted) : void remove(wanted, null))
  const askReceive = () => (account.cloud ? setTaking(true) : void look('receive'))
  return (
    <>
      <PanelCard title={words.read}>
        <PanelRow title={words.howMany}>
          <NumberField
            label={words.howMany}
            labelShown={false}
            min={1}
            max={batchSize}
            value={count}
            onChange={setCount}
          />
        </PanelRow>
        <PanelRow title={words.peek} hint={words.peekHint}>
          <Button look="main" icon={<Eye aria-hidden />} busy={busy} onClick={() => void look('peek')}>
            {words.peek}
          </Button>
        </PanelRow>
        <PanelRow
          title={words.receive}
          hint={words.receiveHint(visibility === null ? '?' : formatCount(visibility, locale))}
        >
          <NumberField
            label={words.wait}
            unit={words.seconds}
            min={0}
            max={30}
            value={waitSeconds}
            onChange={setWaitSeconds}
          />
          <Button icon={<Download aria-hidden />} busy={busy} onClick={askReceive}>
            {words.receive}
          </Button>
        </PanelRow>
      </PanelCard>
      {read !== null && read.messages.length === 0 && (
        <div className="messages-none">
          <EmptyState icon={<Inbox aria-hidden />} title={words.empty}>
            {words.emptyHint}
          </EmptyState>
        </div>
      )}
      {read !== null && read.messages.length > 0 && (
        <section className="messages" aria-label={words.messages}>
          <div className="messages-head">
            <h3>{words[read.how === 'peek' ? 'peeked' : 'received'](read.messages.length)}</h3>
            {leases.length > 1 && (
              <Button onClick={() => askDelete(leases)}>{words.deleteAll(leases.length)}</Button>
            )}
          </div>
          {read.messages.map((message, place) => (
            <MessageCard
              key={message.messageId ?? `${place}`}
              message={message}
              onHide={hide}
              onDelete={lease => askDelete([lease])}
            />
          ))}
        </section>
      )}
      {taking && (
        <DeleteDialog
          title={words.receiveTitle(queue)}
          body={words.receiveBody(account.name, visibility === null ? '?' : formatCount(visibility, locale))}
          name={queue}
          confirm={words.receive}
          onClose={() => setTaking(false)}
          onConfirm={typedName => void look('receive', typedName)}
        />
      )}
      {deleting !== null && (
        <DeleteDialog
          title={words.deleteMessagesTitle(deleting.length)}
          body={words.deleteMessagesBody(queue, account.name)}
          name={queue}
          confirm={words.deleteAll(deleting.length)}
          onClose={() => setDeleting(null)}
          onConfirm={typedName => void remove(deleting, typedName)}
        />
      )}
    </>
  )
}
