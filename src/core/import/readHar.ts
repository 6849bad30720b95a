import * as z from 'zod'
import type { Instant } from '../../contract/brand.ts'
import { headerValue } from '../../protocol/httpRequest.ts'
import type { IncomingMessage } from '../store/incoming.ts'

const entrySchema = z.object({
  startedDateTime: z.iso.datetime({ offset: true }),
  request: z.object({
    method: z.string().regex(/^[A-Z]{3,10}$/),
    url: z.url(),
    httpVersion: z.string().max(20).default('HTTP/1.1'),
    headers: z.array(z.object({ name: z.string().min(1), value: z.string() })),
    postData: z.object({ text: z.string().default(''), encoding: z.literal('base64').optional() }).optional(),
  }),
  _receipt: z.unknown().optional(),
})

export const harSchema = z.object({ log: z.object({ entries: z.array(z.unknown()) }) })

export type HarEntry = { kind: 'receipt'; receipt: unknown } | { kind: 'message'; message: IncomingMessage }

/** An entry that we wrote holds its receipt; any other is a request as if it had come to the endpoint. Null for neither. */
export function readHarEntry(value: unknown, account: string): HarEntry | null {
  const result = entrySchema.safeParse(value)
  if (!result.success) return null
  const { startedDateTime, request, _receipt: receipt } = result.data
  if (receipt !== undefined) return { kind: 'receipt', receipt }
  const { method, url, httpVersion, postData } = request
  const { pathname, search } = new URL(url)
  const headers = request.headers
    .filter(({ name }) => !name.startsWith(':'))
    .map(({ name, value }) => [name, value] as const)
  return {
    kind: 'message',
    message: {
      ...captured(headers, account),
      source: pathname,
      receivedAt: Date.parse(startedDateTime) as Instant,
      raw: Buffer.from(postData?.text ?? '', postData?.encoding ?? 'utf8'),
      requestLine: `${method} ${pathname}${search} ${httpVersion.toUpperCase()}`,
    },
  }
}

/** What all recorded requests have in common. */
export function captured(headers: readonly (readonly [string, string])[], account: string) {
  return {
    via: 'push' as const,
    account,
    messageType: null,
    messageId: headerValue(headers, 'x-mns-message-id') ?? null,
    requestId: headerValue(headers, 'x-mns-request-id') ?? null,
    headers,
    signature: null,
    peeked: false,
  }
}
