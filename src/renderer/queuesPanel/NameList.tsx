import { Plus, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { IconButton } from '../kit/IconButton.tsx'
import { TextField } from '../kit/TextField.tsx'
import { useWords } from '../words/useWords.ts'

type Props = {
  label: string
  newTitle: string
  items: { name: string; hint: string }[] | null
  /** True where they could not be had. */
  failed: boolean
  selected: string | null
  hasMore: boolean
  onPrefix: (prefix: string) => void
  onMore: () => void
  onRetry: () => void
  onSelect: (name: string) => void
  onNew: () => void
}

/** Names that begin alike, page by page. */
export function NameList(props: Props) {
  const { queuesPanel: words, kit } = useWords()
  const { label, newTitle, items, failed, selected, hasMore, onPrefix, onMore, onRetry, onSelect, onNew } =
    props
  const [prefix, setPrefix] = useState('')
  return (
    <div className="name-list">
      <form
        className="name-list-head"
        onSubmit={event => {
          event.preventDefault()
          onPrefix(prefix)
        }}
      >
        <TextField
          label={words.prefix}
          className="mono"
          pattern="[\w.\-]*"
          value={prefix}
          onChange={event => setPrefix(event.target.value)}
        />
        <IconButton type="submit" label={words.list} icon={<RefreshCw aria-hidden />} />
        <Button icon={<Plus aria-hidden />} onClick={onNew}>
          {newTitle}
        </Button>
      </form>
      {failed && (
        <div className="name-list-none">
          <p className="faint">{words.notListed}</p>
          <Button onClick={onRetry}>{kit.tryAgain}</Button>
        </div>
      )}
      {items?.length === 0 && <p className="faint name-list-none">{words.nothingListed}</p>}
      <ul aria-label={label}>
        {items?.map(({ name, hint }) => (
          <li key={name}>
            <button
              type="button"
              className="name-list-item"
              aria-current={name === selected || undefined}
              onClick={() => onSelect(name)}
            >
              <span className="mono">
                <ForeignText text={name} />
              </span>
              <span className="faint">{hint}</span>
            </button>
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button look="quiet" onClick={onMore}>
          {words.more}
        </Button>
      )}
    </div>
  )
}
