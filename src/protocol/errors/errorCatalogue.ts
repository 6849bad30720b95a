import { type ErrorEntry, type ErrorRow, type ErrorService, entryOfRow } from './errorEntry.ts'
import { mnsErrors } from './mnsErrors.ts'
import { smsErrors } from './smsErrors.ts'

export type MnsErrorCode = keyof typeof mnsErrors
export type SmsErrorCode = keyof typeof smsErrors

export const errorCatalogue: readonly ErrorEntry[] = [
  ...entriesOf('mns', mnsErrors),
  ...entriesOf('sms', smsErrors),
]

/** Spellings that documents and clients use for a code of the wire. */
const otherSpellings: ReadonlyMap<string, string> = new Map([['invaliddegist', 'invaliddigest']])

/**
 * What a code means, in whatever letter case, as a client's exception (`MNSQueueNotExistError`), or misspelled as the
 * documents do. A code that both services use is looked up in the given one first.
 */
export function findError(code: string, service: ErrorService = 'mns'): ErrorEntry | null {
  const written = code.trim().toLowerCase()
  const bare = /^mns(.+)error$/.exec(written)?.[1]
  return find(written, service) ?? (bare === undefined ? null : find(bare, service))
}

/** An entry of a code known when writing: the simulator's answers. */
export function mnsError(code: MnsErrorCode): ErrorEntry {
  return entryOfRow(code, 'mns', mnsErrors[code])
}

export function smsError(code: SmsErrorCode): ErrorEntry {
  return entryOfRow(code, 'sms', smsErrors[code])
}

function find(written: string, service: ErrorService): ErrorEntry | null {
  const wanted = otherSpellings.get(written) ?? written
  const entries = errorCatalogue.filter(entry => entry.code.toLowerCase() === wanted)
  return entries.find(entry => entry.service === service) ?? entries[0] ?? null
}

function entriesOf(service: ErrorService, rows: Readonly<Record<string, ErrorRow>>): ErrorEntry[] {
  return Object.entries(rows).map(([code, row]) => entryOfRow(code, service, row))
}
