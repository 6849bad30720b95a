import type { KeyboardEvent } from 'react'
import { formatCount } from '../format/numbers.ts'
import { revealInline } from '../format/revealControls.ts'
import { formatClock } from '../format/times.ts'
import { Chip } from '../kit/Chip.tsx'
import { PanelCard } from '../kit/PanelCard.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import { SignatureChip } from '../receipts/SignatureChip.tsx'
import { useLocale, useWords } from '../words/useWords.ts'
import { filterPushes, type PushFilter, type PushTroubles, pushFilters } from './filterPushes.ts'
import type { PushGroup } from './groupPushes.ts'

type Props = {
  groups: readonly PushGroup[]
  troubles: PushTroubles
  filter: PushFilter
  chosen: PushGroup | undefined
  onFilter: (filter: PushFilter) => void
  onChoose: (group: PushGroup) => void
}

/** Every message that came, or those of which something is wrong. */
export function MessagesCard({ groups, troubles, filter, chosen, onFilter, onChoose }: Props) {
  const { pushes: words } = useWords()
  const locale = useLocale()
  const shown = filterPushes(groups, filter, troubles)
  const titleOf = (value: PushFilter) => {
    const count = filterPushes(groups, value, troubles).length
    return count === 0 ? words.filter[value] : `${words.filter[value]} ${formatCount(count, locale)}`
  }
  return (
    <PanelCard title={words.messages}>
      <Segmented
        label={words.filterLabel}
        value={filter}
        options={pushFilters.map(value => ({ value, title: titleOf(value) }))}
        onChange={onFilter}
      />
      {shown.length === 0 ? (
        <p className="dim pushes-none">{groups.length === 0 ? words.none : words.noneOf[filter]}</p>
      ) : (
        <ul className="pushes-list" aria-label={words.messages}>
          {shown.map(group => (
            <li key={group.key}>
              <Message
                group={group}
                troubles={troubles}
                isChosen={group.key === chosen?.key}
                onChoose={() => onChoose(group)}
              />
            </li>
          ))}
        </ul>
      )}
    </PanelCard>
  )
}

type MessageProps = { group: PushGroup; troubles: PushTroubles; isChosen: boolean; onChoose: () => void }

function Message({ group: { key, row, ids }, troubles, isChosen, onChoose }: MessageProps) {
  const { pushes: words } = useWords()
  const locale = useLocale()
  return (
    <button
      type="button"
      className="pushes-message"
      aria-current={isChosen || undefined}
      onClick={onChoose}
      onKeyDown={moveFocus}
    >
      <span className="mono">{revealInline(key)}</span>
      <span className="dim">
        {formatClock(row.receivedAt, locale)} ·{' '}
        {words.deliveries(row.deliveries, formatCount(row.deliveries, locale))} <SignatureChip row={row} />
        {ids.some(id => troubles.nearMiss.has(id)) && <Chip tone="wait">{words.nearMiss}</Chip>}
        {ids.some(id => troubles.waiting.has(id)) && <Chip tone="wait">{words.waiting}</Chip>}
      </span>
    </button>
  )
}

function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  const item = event.currentTarget.parentElement
  const next =
    event.key === 'ArrowDown'
      ? item?.nextElementSibling
      : event.key === 'ArrowUp'
        ? item?.previousElementSibling
        : null
  const button = next?.querySelector('button')
  if (button == null) return
  event.preventDefault()
  button.focus()
}
