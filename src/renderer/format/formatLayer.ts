import type { BodyLayer } from '../../contract/receipt.ts'

/** Bodies above this many characters are shown as received: laying them out would take longer than it helps. */
const formatLimit = 200_000

/** The text of one layer laid out for reading; null where there is nothing to lay out. */
export function formatLayer({ encoding, text }: BodyLayer): string | null {
  if (text.length > formatLimit) return null
  switch (encoding) {
    case 'json-array':
    case 'json-object':
      return formatJson(text)
    case 'xml':
      return formatXml(text)
    case 'base64':
    case 'text':
    case 'bytes':
      return null
    default:
      return encoding satisfies never
  }
}

/** Lays out JSON by its brackets alone, so that big numbers, repeated keys and their order stay as they were received. */
export function formatJson(text: string): string | null {
  try {
    JSON.parse(text)
  } catch {
    return null
  }
  let depth = 0
  const line = () => `\n${'  '.repeat(depth)}`
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? []
  let laidOut = ''
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1]
    if (token === '{' || token === '[') {
      depth += 1
      laidOut += next === '}' || next === ']' ? token : token + line()
    } else if (token === '}' || token === ']') {
      depth -= 1
      const before = tokens[index - 1]
      laidOut += before === '{' || before === '[' ? token : line() + token
    } else if (token === ',') laidOut += `,${line()}`
    else laidOut += token === ':' ? ': ' : token
  }
  return laidOut
}

/** Puts every element on a line of its own; an element that holds text alone stays in one piece. */
export function formatXml(text: string): string | null {
  const tokens = text.trim().match(/<[^>]*>|[^<]+/g)
  if (tokens === null || tokens.length < 3) return null
  let depth = 0
  let laidOut = ''
  for (const [index, token] of tokens.entries()) {
    if (!token.startsWith('<')) {
      if (token.trim() !== '') laidOut += token
      continue
    }
    const closes = token.startsWith('</')
    const opens = !closes && !/^<[?!]/.test(token) && !token.endsWith('/>')
    if (closes) depth = Math.max(0, depth - 1)
    const before = tokens[index - 1] ?? ''
    const glued =
      closes && (!before.startsWith('<') ? before.trim() !== '' : before.slice(1, -1) === token.slice(2, -1))
    laidOut += glued || index === 0 ? token : `\n${'  '.repeat(depth)}${token}`
    if (opens) depth += 1
  }
  return laidOut
}
