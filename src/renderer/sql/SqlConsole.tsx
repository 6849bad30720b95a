import './SqlConsole.css'
import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useActions } from '../actions/useActions.ts'
import { Button } from '../kit/Button.tsx'
import { KeyHint } from '../kit/KeyHint.tsx'
import { useWords } from '../words/useWords.ts'
import { insertText } from './insertText.ts'
import { SqlEditor } from './SqlEditor.tsx'
import { SqlOutcomeView } from './SqlOutcomeView.tsx'
import { SqlTables } from './SqlTables.tsx'

/** Questions over the stored receipts that the query language has no word for. */
export function SqlConsole() {
  const { sql: words } = useWords()
  const { run, keysOf } = useActions()
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <section className="sql" aria-label={words.title}>
      <header className="sql-head">
        <Button look="quiet" icon={<ArrowLeft aria-hidden />} onClick={() => run('toggleSql')}>
          {words.back}
          {keysOf('closeRow')
            .slice(0, 1)
            .map(chord => (
              <KeyHint key={chord} chord={chord} />
            ))}
        </Button>
        <span className="faint">{words.hint}</span>
      </header>
      <SqlTables onInsert={name => field.current !== null && insertText(field.current, name)} />
      <div className="sql-main">
        <SqlEditor field={field} onLeave={() => run('toggleSql')} />
        <SqlOutcomeView field={field} />
      </div>
    </section>
  )
}
