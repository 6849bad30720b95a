import type { Instant } from '../../contract/brand.ts'
import type { HeaderList } from '../../protocol/httpRequest.ts'
import type { MnsResult } from './mnsResult.ts'

/** Names that one page of a list holds. */
const pageSize = 50

/** A page of a list, with the attributes of what it names. */
export const pageHeaders = (prefix: string, marker: string | null): HeaderList => [
  ...(prefix === '' ? [] : [['x-mns-prefix', prefix] as const]),
  ...(marker === null ? [] : [['x-mns-marker', marker] as const]),
  ['x-mns-ret-number', String(pageSize)],
  ['x-mns-with-meta', 'true'],
]

/** Lists name what they hold by its address. */
export function nameInUrl(url: string): string {
  const last = url.slice(url.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

export const secondsToInstant = (seconds: number | null | undefined): Instant | null =>
  seconds === null || seconds === undefined ? null : ((seconds * 1000) as Instant)

export const mapResult = <T, U>(result: MnsResult<T>, map: (value: T) => U): MnsResult<U> =>
  result.ok ? { ok: true, value: map(result.value) } : result
