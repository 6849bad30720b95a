import { extname } from 'node:path'
import { isPlace, type Place } from '../contract/places.ts'

/** What the system asks us to show: from a link, a saved capture or a notification. */
export type Opening =
  | { kind: 'receipt'; id: string }
  | { kind: 'view'; query: string }
  | { kind: 'panel'; place: Place }
  | { kind: 'capture'; path: string }

export const linkScheme = 'receiptscope'
const captures = new Set(['.http', '.har', '.ndjson'])
const longestQuery = 1000

/**
 * `receiptscope://receipt/ID`, `receiptscope://view?query=…` and `receiptscope://panel/NAME`, and nothing like them: a
 * link can come from any page in any browser, so it may only choose what is looked at.
 */
export function parseLink(address: string): Opening | null {
  if (!address.toLowerCase().startsWith(`${linkScheme}://`) || !URL.canParse(address)) return null
  const { host, pathname, searchParams, hash, username, port } = new URL(address)
  if (hash !== '' || username !== '' || port !== '') return null
  const parameters = [...searchParams.keys()]
  if (host === 'receipt' && parameters.length === 0) {
    const id = /^\/([\w-]{1,64})\/?$/.exec(pathname)?.[1]
    return id === undefined ? null : { kind: 'receipt', id }
  }
  if (host === 'view' && /^\/?$/.test(pathname) && parameters.join() === 'query') {
    return parseView(searchParams.get('query') ?? '')
  }
  if (host === 'panel' && parameters.length === 0) {
    const name = /^\/(\w{1,32})\/?$/.exec(pathname)?.[1] ?? null
    return isPlace(name) ? { kind: 'panel', place: name } : null
  }
  return null
}

/** A query that a window can be opened at. */
export function parseView(query: string): Opening | null {
  return query.length <= longestQuery && !/\p{Cc}/u.test(query) ? { kind: 'view', query } : null
}

/** Only the name is judged here; whoever reads the file treats it as what it is: foreign. */
export function parseCapture(path: string): Opening | null {
  return captures.has(extname(path).toLowerCase()) ? { kind: 'capture', path } : null
}
