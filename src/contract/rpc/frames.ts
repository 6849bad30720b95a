import { type ApiErrorBody, apiErrorCodes } from '../apiError.ts'

/** Raised when a frame changes its meaning, so that a window of another version knows to reload. */
export const protocolVersion = 2

/** Items of one stream that may be under way and not yet acknowledged. */
export const streamWindow = 4

/** From the side that asks. An id is the asker's choice and names one operation until it is over. */
export type AskerFrame =
  | { kind: 'call'; id: number; name: string; input: unknown }
  | { kind: 'open'; id: number; name: string; input: unknown }
  /** The reader is done with one item of a stream. */
  | { kind: 'acknowledge'; id: number }
  /** The answer, or the rest of the stream, is no longer wanted. */
  | { kind: 'cancel'; id: number }
  | { kind: 'ping' }

/** From the side that answers. */
export type AnswererFrame =
  | { kind: 'answer'; id: number; output: unknown }
  | { kind: 'item'; id: number; item: unknown }
  | { kind: 'end'; id: number }
  | { kind: 'error'; id: number; error: ApiErrorBody }
  | { kind: 'pong'; protocol: number }

/** Null where the value is no frame. Unknown members are dropped, so nothing unexpected travels further. */
export function parseAskerFrame(value: unknown): AskerFrame | null {
  if (!isRecord(value)) return null
  const { kind, id, name, input } = value
  if (kind === 'ping') return { kind }
  if (!isId(id)) return null
  switch (kind) {
    case 'call':
    case 'open':
      return typeof name === 'string' ? { kind, id, name, input } : null
    case 'acknowledge':
    case 'cancel':
      return { kind, id }
    default:
      return null
  }
}

export function parseAnswererFrame(value: unknown): AnswererFrame | null {
  if (!isRecord(value)) return null
  const { kind, id, protocol } = value
  if (kind === 'pong') return typeof protocol === 'number' ? { kind, protocol } : null
  if (!isId(id)) return null
  switch (kind) {
    case 'answer':
      return { kind, id, output: value.output }
    case 'item':
      return { kind, id, item: value.item }
    case 'end':
      return { kind, id }
    case 'error': {
      const error = parseErrorBody(value.error)
      return error && { kind, id, error }
    }
    default:
      return null
  }
}

function parseErrorBody(value: unknown): ApiErrorBody | null {
  if (!isRecord(value)) return null
  const { message, hint } = value
  const code = apiErrorCodes.find(known => known === value.code)
  if (code === undefined || typeof message !== 'string') return null
  const body = { code, message, hint: typeof hint === 'string' ? hint : null }
  const zh = isRecord(value.zh) ? value.zh : {}
  if (typeof zh.message !== 'string') return body
  return { ...body, zh: { message: zh.message, hint: typeof zh.hint === 'string' ? zh.hint : null } }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isId = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0
