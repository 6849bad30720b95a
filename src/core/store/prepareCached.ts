import type Database from 'better-sqlite3'

/** Statements by their text: queries differ in their predicate, and people repeat themselves. */
export function prepareCached(database: Database.Database, most = 200) {
  const statements = new Map<string, Database.Statement<unknown[]>>()
  return (sql: string): Database.Statement<unknown[]> => {
    const known = statements.get(sql)
    if (known !== undefined) {
      statements.delete(sql)
      statements.set(sql, known)
      return known
    }
    const statement = database.prepare<unknown[]>(sql)
    statements.set(sql, statement)
    const [oldest] = statements.keys()
    if (statements.size > most && oldest !== undefined) statements.delete(oldest)
    return statement
  }
}
export type Prepare = ReturnType<typeof prepareCached>
