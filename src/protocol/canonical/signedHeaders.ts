import type { HeaderList } from '../httpRequest.ts'

/** A service's own headers, all of which are signed. */
export type ExtensionPrefix = 'x-mns-' | 'x-mqs-'

/** What the MNS family of signatures reads from the headers, found in one pass; null where there is none. */
export type SignedHeaders = {
  readonly authorization: string | null
  readonly contentMd5: string | null
  readonly contentType: string | null
  readonly date: string | null
  /** The substitute for `Date` where a client can't set that one; it is an extension header as well. */
  readonly extensionDate: string | null
  readonly securityToken: string | null
  /** Lower-case names in byte order; repeats keep the order they were received in. */
  readonly extensions: readonly (readonly [name: string, value: string])[]
}

/** Of a repeated standard header the first counts; a repeated extension header is signed once for each time. */
export function readSignedHeaders(headers: HeaderList, prefix: ExtensionPrefix): SignedHeaders {
  let authorization: string | null = null
  let contentMd5: string | null = null
  let contentType: string | null = null
  let date: string | null = null
  let extensionDate: string | null = null
  let securityToken: string | null = null
  const extensions: [string, string][] = []
  for (const [receivedName, value] of headers) {
    const name = receivedName.toLowerCase()
    if (name.startsWith(prefix)) {
      extensions.push([name, value])
      if (name.length === prefix.length + 4 && name.endsWith('date')) extensionDate ??= value
    } else if (name === 'authorization') authorization ??= value
    else if (name === 'content-md5') contentMd5 ??= value
    else if (name === 'content-type') contentType ??= value
    else if (name === 'date') date ??= value
    else if (name === 'security-token') securityToken ??= value
  }
  extensions.sort(byName)
  return { authorization, contentMd5, contentType, date, extensionDate, securityToken, extensions }
}

function byName(left: readonly [string, string], right: readonly [string, string]): number {
  if (left[0] === right[0]) return 0
  return left[0] < right[0] ? -1 : 1
}
