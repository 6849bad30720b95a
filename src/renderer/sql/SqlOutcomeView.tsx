import { Braces, Sheet } from 'lucide-react'
import type { RefObject } from 'react'
import type { ApiError } from '../../contract/apiError.ts'
import { formatCount, formatDuration } from '../format/numbers.ts'
import { Button } from '../kit/Button.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { usePreferences } from '../state/preferences.ts'
import { setShell } from '../state/shell.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { currentWords, useLocale, useWords } from '../words/useWords.ts'
import { toCsv, toJson } from './copyResult.ts'
import { placeOfError } from './placeOfError.ts'
import { SqlGrid } from './SqlGrid.tsx'
import { type SqlExample, sqlExamples } from './sqlExamples.ts'
import { type SqlOutcome, useSql } from './sqlStore.ts'

type Props = { field: RefObject<HTMLTextAreaElement | null> }

/** What came of the last statement; before the first, statements to start from. */
export function SqlOutcomeView({ field }: Props) {
  const { outcome, running } = useSql()
  return (
    <div className={running === null ? 'sql-outcome' : 'sql-outcome sql-stale'} aria-busy={running !== null}>
      {outcome === null && <Examples field={field} />}
      {outcome?.kind === 'failure' && (
        <>
          <Failure error={outcome.error} sql={outcome.sql} field={field} />
          <Examples field={field} />
        </>
      )}
      {outcome?.kind === 'answer' && <Answer outcome={outcome} />}
    </div>
  )
}

function Answer({ outcome: { at, answer } }: { outcome: SqlOutcome & { kind: 'answer' } }) {
  const { sql: words } = useWords()
  const locale = useLocale()
  const masked = usePreferences(state => state.maskPhones)
  const { rows, partial, milliseconds } = answer
  const count = formatCount(rows.length, locale)
  const copy = (text: string) => void copyAll(text, count)
  return (
    <>
      <div className="sql-summary">
        <span role="status">
          {words.answered(count, rows.length, formatDuration(milliseconds, locale))}
          {partial !== null && <span className="sql-partial"> {words.partial[partial]}</span>}
        </span>
        {rows.length > 0 && (
          <span className="sql-bar-end">
            <Button look="quiet" icon={<Sheet aria-hidden />} onClick={() => copy(toCsv(answer, masked))}>
              {words.copyCsv}
            </Button>
            <Button look="quiet" icon={<Braces aria-hidden />} onClick={() => copy(toJson(answer, masked))}>
              {words.copyJson}
            </Button>
          </span>
        )}
      </div>
      {rows.length === 0 ? (
        <p className="dim sql-none">{words.noRows}</p>
      ) : (
        <SqlGrid key={at} answer={answer} masked={masked} />
      )}
    </>
  )
}

async function copyAll(text: string, rows: string): Promise<void> {
  const { kit, sql } = currentWords()
  try {
    await navigator.clipboard.writeText(text)
    setShell({ notice: { text: sql.copiedRows(rows), hint: null } })
  } catch {
    setShell({ notice: { text: kit.notCopied, hint: null } })
  }
}

function Failure({ error, sql, field }: Props & { error: ApiError; sql: string }) {
  const { sql: words } = useWords()
  const locale = useLocale()
  const spoken = useSpoken()
  const place = placeOfError(error.message, sql)
  const select = () => {
    const element = field.current
    if (element === null || place === null) return
    // The statement may have been run from among others, or moved on since.
    const start = Math.max(0, element.value.indexOf(sql))
    element.focus()
    element.setSelectionRange(start + place.from, start + place.to)
  }
  return (
    <div className="sql-failure" role="alert">
      <strong>{words.failed}</strong>
      <span className="mono">
        <ForeignText text={spoken(error.said.message)} multiline />
      </span>
      {error.said.hint !== null && (
        <span>
          <ForeignText text={spoken(error.said.hint)} />
        </span>
      )}
      {place !== null && (
        <Button onClick={select}>
          {words.place(formatCount(place.line, locale), formatCount(place.column, locale))}
        </Button>
      )}
    </div>
  )
}

function Examples({ field }: Props) {
  const { sql: words } = useWords()
  return (
    <section className="sql-examples" aria-label={words.examples}>
      <h2>{words.examples}</h2>
      <ul>
        {(Object.keys(sqlExamples) as SqlExample[]).map(name => (
          <li key={name}>
            <button
              type="button"
              onClick={() => {
                useSql.setState({ text: sqlExamples[name] })
                field.current?.focus()
              }}
            >
              <span>{words.example[name]}</span>
              <span className="mono faint">{sqlExamples[name].replaceAll(/\s+/g, ' ')}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
