import { type ReactNode, useState } from 'react'
import { EmptyState } from '../kit/EmptyState.tsx'
import { NameList } from './NameList.tsx'
import { type LoadPage, usePages } from './usePages.ts'

type Props<Item> = {
  label: string
  newTitle: string
  /** What stands where nothing is chosen. */
  none: { icon: ReactNode; title: string; hint: string }
  load: LoadPage<Item>
  hintOf: (item: Item) => string
  detail: (name: string, told: { onRead: (item: Item) => void; onGone: () => void }) => ReactNode
  newForm: (onSaved: (name: string) => void) => ReactNode
}

type Shown = { kind: 'none' } | { kind: 'new' } | { kind: 'one'; name: string }

/** Names beside the one that is chosen among them, or the form for a new one. */
export function NamesView<Item extends { name: string }>(props: Props<Item>) {
  const { label, newTitle, none, load, hintOf, detail, newForm } = props
  const [shown, setShown] = useState<Shown>({ kind: 'none' })
  const pages = usePages(load)
  const show = (next: Shown) => {
    setShown(next)
    pages.reload()
  }
  return (
    <>
      <NameList
        label={label}
        newTitle={newTitle}
        items={pages.items?.map(item => ({ name: item.name, hint: hintOf(item) })) ?? null}
        selected={shown.kind === 'one' ? shown.name : null}
        hasMore={pages.hasMore}
        onPrefix={pages.first}
        onMore={() => void pages.more()}
        onSelect={name => setShown({ kind: 'one', name })}
        onNew={() => setShown({ kind: 'new' })}
      />
      <div className="queues-detail">
        {shown.kind === 'one' &&
          detail(shown.name, { onRead: pages.update, onGone: () => show({ kind: 'none' }) })}
        {shown.kind === 'new' && (
          <div className="queues-page">{newForm(name => show({ kind: 'one', name }))}</div>
        )}
        {shown.kind === 'none' && (
          <EmptyState icon={none.icon} title={none.title}>
            {none.hint}
          </EmptyState>
        )}
      </div>
    </>
  )
}
