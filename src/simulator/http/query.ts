/** A query string's parameters: looked up whatever their case, or exactly where the server is strict. */
export type Query = {
  get(name: string): string | undefined
  has(name: string): boolean
  /** Names and values in received order, decoded. */
  readonly entries: readonly (readonly [name: string, value: string])[]
}

/**
 * Percent sequences are decoded, a plus sign stays one: leases are sent raw by some clients and encoded by
 * others, and both must arrive the same. A broken percent sequence stays as it was sent.
 */
export function readQuery(text: string, strict: boolean): Query {
  if (text === '') return emptyQuery
  const entries = text
    .split('&')
    .filter(part => part !== '')
    .map(part => {
      const equals = part.indexOf('=')
      const name = equals < 0 ? part : part.slice(0, equals)
      return [decode(name), equals < 0 ? '' : decode(part.slice(equals + 1))] as const
    })
  const find = (name: string) => {
    const wanted = strict ? name : name.toLowerCase()
    return entries.find(([key]) => (strict ? key : key.toLowerCase()) === wanted)
  }
  return { entries, get: name => find(name)?.[1], has: name => find(name) !== undefined }
}

const emptyQuery: Query = { entries: [], get: () => undefined, has: () => false }

export function decode(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
