import { History, Play, Square } from 'lucide-react'
import { type RefObject, useRef } from 'react'
import { sqlLimits } from '../../contract/sql.ts'
import { formatCount, formatDuration } from '../format/numbers.ts'
import { revealInline } from '../format/revealControls.ts'
import { Button } from '../kit/Button.tsx'
import { KeyHint } from '../kit/KeyHint.tsx'
import { Menu, MenuItem } from '../kit/Menu.tsx'
import { Select } from '../kit/Select.tsx'
import { useNow } from '../state/now.ts'
import { usePreferences } from '../state/preferences.ts'
import { useServices } from '../state/services.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { runStatement, useSql } from './sqlStore.ts'

const deadlines = [1000, sqlLimits.usualMilliseconds, 15_000, sqlLimits.milliseconds]
const limits = [100, sqlLimits.usualRows, sqlLimits.rows]
/** Statements that the list of earlier ones shows. */
const listed = 20

type Field = { field: RefObject<HTMLTextAreaElement | null> }

type Props = Field & { onLeave: () => void }

/** The statement, and how far it may go. What is selected is run alone. */
export function SqlEditor({ field, onLeave }: Props) {
  const { sql: words } = useWords()
  const { client } = useServices()
  const locale = useLocale()
  const { text, milliseconds, limit, running } = useSql()
  const run = () => {
    const element = field.current
    const selected = element === null ? '' : text.slice(element.selectionStart, element.selectionEnd)
    void runStatement(client, selected.trim() === '' ? text : selected, Date.now())
  }
  return (
    <div className="sql-editor">
      <textarea
        ref={field}
        className="text-field sql-statement mono"
        aria-label={words.statement}
        placeholder={words.placeholder}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        rows={6}
        maxLength={8000}
        value={text}
        onChange={event => useSql.setState({ text: event.target.value })}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            run()
          } else if (event.key === 'Escape') {
            if (running === null) onLeave()
            else running.stop()
          }
        }}
      />
      <div className="sql-bar">
        {running === null ? (
          <Button look="main" icon={<Play aria-hidden />} disabled={text.trim() === ''} onClick={run}>
            {words.run}
            <KeyHint chord="Mod+Enter" />
          </Button>
        ) : (
          <Button icon={<Square aria-hidden />} onClick={running.stop}>
            {words.stop}
            <KeyHint chord="Escape" />
          </Button>
        )}
        {running !== null && <Running since={running.since} />}
        <span className="sql-bar-end">
          <Choice
            label={words.deadline}
            value={milliseconds}
            options={deadlines.map(value => [value, formatDuration(value, locale)])}
            onChange={milliseconds => useSql.setState({ milliseconds })}
          />
          <Choice
            label={words.rowLimit}
            value={limit}
            options={limits.map(value => [value, words.rowsOf(formatCount(value, locale))])}
            onChange={limit => useSql.setState({ limit })}
          />
          <Recent field={field} />
        </span>
      </div>
    </div>
  )
}

function Running({ since }: { since: number }) {
  const { sql: words } = useWords()
  const locale = useLocale()
  const now = useNow()
  return (
    <span className="dim" role="status">
      {now - since >= 1000 && words.running(formatDuration(now - since, locale))}
    </span>
  )
}

type ChoiceProps = {
  label: string
  value: number
  options: [value: number, title: string][]
  onChange: (value: number) => void
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <span className="sql-choice">
      <span className="faint" aria-hidden>
        {label}
      </span>
      <Select
        label={label}
        labelShown={false}
        value={String(value)}
        options={options.map(([value, title]) => ({ value: String(value), title }))}
        onChange={value => onChange(Number(value))}
      />
    </span>
  )
}

/** What was chosen can be run or changed at once: the keyboard is in the statement again. */
function Recent({ field }: Field) {
  const { sql: words } = useWords()
  const recent = usePreferences(state => state.recentStatements)
  const chosen = useRef(false)
  const choose = (sql: string) => {
    chosen.current = true
    useSql.setState({ text: sql })
  }
  const focusStatement = () => {
    if (!chosen.current) return false
    chosen.current = false
    field.current?.focus()
    return true
  }
  return (
    <Menu
      trigger={
        <Button look="quiet" icon={<History aria-hidden />} disabled={recent.length === 0}>
          {words.recent}
        </Button>
      }
      onClosed={focusStatement}
    >
      {recent.slice(0, listed).map(sql => (
        <MenuItem key={sql} onSelect={() => choose(sql)}>
          <span className="mono sql-recent">{revealInline(sql.replaceAll(/\s+/g, ' '), 90)}</span>
        </MenuItem>
      ))}
    </Menu>
  )
}
