/** The only shape in which trouble crosses a process boundary: what happened, and what to do about it. */
export type ApiErrorBody = { code: ApiErrorCode; message: string; hint: string | null }

export type ApiErrorCode =
  | 'bad-input'
  | 'not-found'
  | 'unknown-operation'
  | 'conflict'
  | 'refused'
  | 'unavailable'
  | 'timeout'
  | 'cancelled'
  | 'closed'
  | 'internal'

export class ApiError extends Error {
  readonly code: ApiErrorCode
  readonly hint: string | null

  constructor(code: ApiErrorCode, message: string, hint: string | null = null) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.hint = hint
  }

  toJSON(): ApiErrorBody {
    return { code: this.code, message: this.message, hint: this.hint }
  }
}
