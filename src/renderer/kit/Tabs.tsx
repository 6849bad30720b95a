import './Tabs.css'
import { Tabs as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'

type Tab<Name extends string> = { name: Name; title: string }

type Props<Name extends string> = {
  label: string
  tabs: Tab<Name>[]
  selected: Name
  onSelect: (name: Name) => void
  header?: ReactNode
  children: ReactNode
}

export function Tabs<Name extends string>({
  label,
  tabs,
  selected,
  onSelect,
  header,
  children,
}: Props<Name>) {
  return (
    <Primitive.Root
      className="tabs"
      value={selected}
      onValueChange={value => {
        const tab = tabs.find(({ name }) => name === value)
        if (tab !== undefined) onSelect(tab.name)
      }}
    >
      <div className="tabs-head">
        {header}
        <Primitive.List className="tabs-list" aria-label={label}>
          {tabs.map(({ name, title }) => (
            <Primitive.Trigger key={name} className="tab" value={name}>
              {title}
            </Primitive.Trigger>
          ))}
        </Primitive.List>
      </div>
      <Primitive.Content key={selected} className="tabs-content" value={selected}>
        {children}
      </Primitive.Content>
    </Primitive.Root>
  )
}
