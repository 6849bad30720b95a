import { findError } from '../../protocol/errors/errorCatalogue.ts'

export type AnsweredError = { readonly code: string; readonly status: number; readonly message: string }

const internalError: AnsweredError = { code: 'InternalError', status: 500, message: 'Internal error.' }
const known = new Map<string, AnsweredError>()

/** A code's status and usual words; a code that the catalogue doesn't know comes as an internal error's. */
export function errorEntry(code: string): AnsweredError {
  const found = known.get(code) ?? lookUp(code)
  known.set(code, found)
  return found
}

function lookUp(code: string): AnsweredError {
  const entry = findError(code)
  const { status, message } = internalError
  return { code, status: entry?.status ?? status, message: entry?.messages[0] ?? message }
}
