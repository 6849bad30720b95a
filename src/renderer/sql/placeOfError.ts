export type SqlPlace = { from: number; to: number; line: number; column: number }

const named =
  /near "(.+?)": syntax error|no such (?:column|table|function): ([^\s]+)|ambiguous column name: (.+)/s

/**
 * Where in a statement the trouble is that the database names: known where what it names stands there once, outside of texts
 * and comments.
 */
export function placeOfError(message: string, sql: string): SqlPlace | null {
  if (/incomplete input/.test(message)) return at(sql, sql.trimEnd().length, sql.trimEnd().length)
  const match = named.exec(message)
  const word = match?.[1] ?? match?.[2] ?? match?.[3]
  if (word === undefined) return null
  const found = [...blank(sql).matchAll(wordPattern(word))]
  const [only] = found
  if (only === undefined || found.length !== 1) return null
  return at(sql, only.index, only.index + only[0].length)
}

/** Texts and comments as blanks, so that every place stays. */
const blank = (sql: string) =>
  sql.replace(/'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g, piece => ' '.repeat(piece.length))

function wordPattern(word: string): RegExp {
  const escaped = word.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  return /^\w.*\w$|^\w$/s.test(word)
    ? new RegExp(`(?<!\\w)${escaped}(?!\\w)`, 'gi')
    : new RegExp(escaped, 'g')
}

function at(sql: string, from: number, to: number): SqlPlace {
  const before = sql.slice(0, from)
  const line = before.split('\n').length
  return { from, to, line, column: from - before.lastIndexOf('\n') }
}
