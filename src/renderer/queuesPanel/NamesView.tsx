import { Unplug } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { EmptyState } from '../kit/EmptyState.tsx'
import { setShell } from '../state/shell.ts'
import { useWords } from '../words/useWords.ts'
import { NameList } from './NameList.tsx'
import { type LoadPage, usePages } from './usePages.ts'

type Props<Item> = {
  label: string
  newTitle: string
  /** What stands where nothing is chosen. */
  none: { icon: ReactNode; title: string; hint: string }
  /** The same where there is none to choose. */
  noneYet: { title: string; hint: string }
  load: LoadPage<Item>
  hintOf: (item: Item) => string
  detail: (name: string, told: { onRead: (item: Item) => void; onGone: () => void }) => ReactNode
  newForm: (onSaved: (name: string) => void) => ReactNode
}

type Shown = { kind: 'none' } | { kind: 'new' } | { kind: 'one'; name: string }

/** Names beside the one that is chosen among them, or the form for a new one. */
export function NamesView<Item extends { name: string }>(props: Props<Item>) {
  const { label, newTitle, none, noneYet, load, hintOf, detail, newForm } = props
  const { queuesPanel: words, accounts: accountWords } = useWords()
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
        failed={pages.failed}
        selected={shown.kind === 'one' ? shown.name : null}
        hasMore={pages.hasMore}
        onPrefix={pages.first}
        onRetry={pages.retry}
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
        {shown.kind === 'none' &&
          (pages.failed ? (
            <EmptyState
              icon={<Unplug aria-hidden />}
              title={words.notListedTitle}
              action={
                <Button look="main" onClick={() => setShell({ panel: 'settings' })}>
                  {accountWords.check}
                </Button>
              }
            >
              {words.notListedHint}
            </EmptyState>
          ) : pages.isEmpty ? (
            <EmptyState
              icon={none.icon}
              title={noneYet.title}
              action={
                <Button look="main" onClick={() => setShown({ kind: 'new' })}>
                  {words.makeFirst}
                </Button>
              }
            >
              {noneYet.hint}
            </EmptyState>
          ) : (
            <EmptyState icon={none.icon} title={none.title}>
              {none.hint}
            </EmptyState>
          ))}
      </div>
    </>
  )
}
