/**
 * A log in pieces of about so many characters, each a log of its own: records are never cut, and a table's head stands before
 * each piece.
 */
export function splitLog(text: string, most: number): string[] {
  const whole = text.replace(/^\uFEFF/, '').trimStart()
  if (whole.length <= most) return whole === '' ? [] : [whole]
  const isTable = !whole.startsWith('{')
  const ends = recordEnds(whole, isTable)
  const head = isTable ? whole.slice(0, ends[0] ?? whole.length) : ''
  const pieces: string[] = []
  let from = head.length
  let reached = from
  for (const end of ends) {
    if (end <= from) continue
    if (end - from > most && reached > from) {
      pieces.push(head + whole.slice(from, reached))
      from = reached
    }
    reached = end
  }
  if (from < whole.length) pieces.push(head + whole.slice(from))
  return pieces
}

/** Where records end: at every line's end, or, in a table, at those outside of quotes. */
function recordEnds(text: string, isTable: boolean): number[] {
  const ends: number[] = []
  let isQuoted = false
  for (const { 0: sign, index } of text.matchAll(isTable ? /["\n]/g : /\n/g)) {
    if (sign === '"') isQuoted = !isQuoted
    else if (!isQuoted) ends.push(index + 1)
  }
  ends.push(text.length)
  return ends
}
