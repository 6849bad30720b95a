/** At most `limit` names from `marker` on that begin with `prefix`; null where the request names none. */
export type PageRequest = {
  readonly marker: string | null
  readonly prefix: string | null
  readonly limit: number | null
}

/** `nextMarker` is where the next page begins; null at the end. */
export type Page<Item> = { readonly items: readonly Item[]; readonly nextMarker: string | null }

const largestPage = 1000

/** Pages by name, so that what is created or deleted between two pages neither repeats nor hides a neighbour. */
export function pageOf<Entry, Item>(
  entries: ReadonlyMap<string, Entry>,
  request: PageRequest,
  describe: (entry: Entry) => Item,
): Page<Item> {
  const from = request.marker === null ? '' : Buffer.from(request.marker, 'base64').toString('utf8')
  const prefix = request.prefix ?? ''
  const names = [...entries.keys()].filter(name => name.startsWith(prefix) && name >= from).sort()
  const size = request.limit ?? largestPage
  const next = names[size]
  const items = names.slice(0, size).flatMap(name => {
    const entry = entries.get(name)
    return entry === undefined ? [] : [describe(entry)]
  })
  return { items, nextMarker: next === undefined ? null : Buffer.from(next).toString('base64') }
}
