import { revealInline } from '../format/revealControls.ts'
import { Select } from '../kit/Select.tsx'
import { useWords } from '../words/useWords.ts'
import type { Sender } from './useSender.ts'

/** Whose sends a log names: the daily sums of that account count them. */
export function SenderChoice({ sender: { name, names, choose } }: { sender: Sender }) {
  const { reconcile: words } = useWords()
  return (
    <Select
      label={words.sender}
      value={name === null ? '' : `=${name}`}
      options={[
        ...names.map(each => ({ value: `=${each}`, title: revealInline(each, 60) })),
        { value: '', title: words.noSender },
      ]}
      onChange={value => choose(value === '' ? null : value.slice(1))}
    />
  )
}
