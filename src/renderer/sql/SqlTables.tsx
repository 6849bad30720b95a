import { useEffect, useState } from 'react'
import type { SqlTable } from '../../contract/sql.ts'
import { useConnection, useServices } from '../state/services.ts'
import { useWords } from '../words/useWords.ts'

/** What can be read, to be clicked into the statement. */
export function SqlTables({ onInsert }: { onInsert: (name: string) => void }) {
  const { sql: words } = useWords()
  const tables = useTables()
  return (
    <nav className="sql-tables" aria-label={words.tables}>
      <h2>{words.tables}</h2>
      <p className="faint">{words.tablesHint}</p>
      {tables?.map(({ name, columns }, place) => (
        <details key={name} className="sql-table-item" open={place === 0}>
          <summary className="mono">{name}</summary>
          <Insert name={name} type="TABLE" onInsert={onInsert} />
          {columns.map(column => (
            <Insert key={column.name} {...column} onInsert={onInsert} />
          ))}
        </details>
      ))}
    </nav>
  )
}

type InsertProps = { name: string; type: string; onInsert: (name: string) => void }

function Insert({ name, type, onInsert }: InsertProps) {
  return (
    <button
      type="button"
      className="sql-name mono"
      // The field keeps the focus, and with it the place where the name belongs.
      onPointerDown={event => event.preventDefault()}
      onClick={() => onInsert(name)}
    >
      <span>{name}</span>
      <span className="faint">{type.toLowerCase()}</span>
    </button>
  )
}

function useTables(): SqlTable[] | null {
  const { client } = useServices()
  const connected = useConnection().kind === 'open'
  const [tables, setTables] = useState<SqlTable[] | null>(null)
  useEffect(() => {
    if (!connected) return
    client.call('sql.tables', null).then(setTables, () => {
      // Statements can be written without the list; the next connection asks again.
    })
  }, [client, connected])
  return tables
}
