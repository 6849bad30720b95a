import { RefreshCw, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { Copyable } from '../kit/Copyable.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { IconButton } from '../kit/IconButton.tsx'
import { Tabs } from '../kit/Tabs.tsx'
import { useWords } from '../words/useWords.ts'
import { DeleteDialog } from './DeleteDialog.tsx'

type Props<Tab extends string> = {
  name: string
  /** What is said beside the name. */
  note: string | null
  label: string
  /** The first is open at first. */
  tabs: readonly [Tab, ...Tab[]]
  titleOf: (tab: Tab) => string
  /** What is asked before it goes, and what the button for it says. */
  deleting: { title: string; body: string; confirm: string }
  onRefresh: () => void
  onDelete: (typedName: string | null) => void
  children: (tab: Tab) => ReactNode
}

/** A queue or a topic: its name, what can be done with it as a whole, and its pages. */
export function NamedDetail<Tab extends string>(props: Props<Tab>) {
  const { name, note, label, tabs, titleOf, deleting, onRefresh, onDelete, children } = props
  const { queuesPanel: words } = useWords()
  const [tab, setTab] = useState<Tab>(tabs[0])
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Tabs
        label={label}
        tabs={tabs.map(name => ({ name, title: titleOf(name) }))}
        selected={tab}
        onSelect={setTab}
        header={
          <div className="queues-title">
            <h2 className="mono">
              <Copyable text={name} name={words.name}>
                <ForeignText text={name} />
              </Copyable>
            </h2>
            {note !== null && <span className="dim">{note}</span>}
            <span className="queues-title-actions">
              <IconButton label={words.refresh} icon={<RefreshCw aria-hidden />} onClick={onRefresh} />
              <Button icon={<Trash2 aria-hidden />} onClick={() => setAsking(true)}>
                {deleting.confirm}
              </Button>
            </span>
          </div>
        }
      >
        <div className="queues-page">{children(tab)}</div>
      </Tabs>
      {asking && (
        <DeleteDialog
          {...deleting}
          name={name}
          onClose={() => setAsking(false)}
          onConfirm={typedName => {
            setAsking(false)
            onDelete(typedName)
          }}
        />
      )}
    </>
  )
}
