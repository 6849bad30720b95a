/** The only shape in which trouble crosses a process boundary: what happened, and what to do about it. */
export type ApiErrorBody = { code: ApiErrorCode; message: string; hint: string | null }

export const apiErrorCodes = [
  'bad-input',
  'not-found',
  'unknown-operation',
  'conflict',
  'refused',
  'unavailable',
  'timeout',
  'cancelled',
  'closed',
  'internal',
] as const
export type ApiErrorCode = (typeof apiErrorCodes)[number]

export class ApiError extends Error {
  readonly code: ApiErrorCode
  readonly hint: string | null

  constructor(code: ApiErrorCode, message: string, hint: string | null = null) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.hint = hint
  }

  static from({ code, message, hint }: ApiErrorBody): ApiError {
    return new ApiError(code, message, hint)
  }

  toJSON(): ApiErrorBody {
    return { code: this.code, message: this.message, hint: this.hint }
  }
}
