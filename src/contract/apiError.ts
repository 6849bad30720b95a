import type { Words } from './words.ts'

/** The only shape in which trouble crosses a process boundary: what happened, and what to do about it. */
export type ApiErrorBody = {
  code: ApiErrorCode
  message: string
  hint: string | null
  /** The same in Chinese, for the window; absent where there is nothing to translate. */
  zh?: { message: string; hint: string | null }
}

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

/** Its `message` is the English one: that is what logs, scripts and terminals see. */
export class ApiError extends Error {
  readonly code: ApiErrorCode
  readonly said: { message: Words; hint: Words | null }

  constructor(code: ApiErrorCode, message: Words, hint: Words | null = null) {
    super(message.en)
    this.name = 'ApiError'
    this.code = code
    this.said = { message, hint }
  }

  get hint(): string | null {
    return this.said.hint?.en ?? null
  }

  static from({ code, message, hint, zh }: ApiErrorBody): ApiError {
    const said = { en: message, zh: zh?.message ?? message }
    return new ApiError(code, said, hint === null ? null : { en: hint, zh: zh?.hint ?? hint })
  }

  toJSON(): ApiErrorBody {
    const { message, hint } = this.said
    return {
      code: this.code,
      message: message.en,
      hint: hint?.en ?? null,
      zh: { message: message.zh, hint: hint?.zh ?? null },
    }
  }
}
