import type { IncomingHttpHeaders } from 'node:http'

/** A request that was let in, with its path decoded. */
export type HostRequest = {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  /** Its text; null where it is longer than so many bytes. Read once. */
  readText(most: number): Promise<string | null>
  /** Aborts when the asker is gone or the host stops. */
  signal: AbortSignal
}

export type Reply = {
  status: number
  headers?: Record<string, string>
  /** Each piece of one that comes in pieces is used before the next is asked for. */
  body?: string | Uint8Array | AsyncIterable<string | Uint8Array>
}

export const textReply = (status: number, text: string): Reply => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: `${text}\n`,
})

export const jsonReply = (status: number, value: unknown): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: `${JSON.stringify(value)}\n`,
})
