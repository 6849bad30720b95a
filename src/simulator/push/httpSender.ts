import { Agent } from 'undici'
import type { HttpRequest } from '../../protocol/httpRequest.ts'

/** What came back from a real endpoint. Durations in milliseconds of wall time: a receiver isn't sped up. */
export type HttpAnswer =
  | {
      readonly outcome: 'answered'
      readonly status: number
      readonly body: string
      readonly milliseconds: number
    }
  | { readonly outcome: 'late'; readonly milliseconds: number }
  | { readonly outcome: 'unreachable'; readonly reason: string; readonly milliseconds: number }

/** Sends one request within a time limit; redirects are answers, never followed. Rejects for nothing but a bug. */
export type HttpSender = {
  send(origin: string, request: HttpRequest, limit: number, signal: AbortSignal): Promise<HttpAnswer>
  close(): Promise<void>
}

const largestAnswer = 64 * 1024

export function createHttpSender(): HttpSender {
  const agent = new Agent({
    connect: { timeout: 5000 },
    keepAliveTimeout: 10_000,
    maxOrigins: Number.POSITIVE_INFINITY,
  })
  return {
    async send(origin, request, limit, signal) {
      const started = performance.now()
      const elapsed = () => Math.round(performance.now() - started)
      const late = AbortSignal.timeout(limit)
      try {
        const answer = await agent.request({
          origin,
          path: request.target,
          method: request.method,
          headers: request.headers.flat(),
          body: request.body.length === 0 ? null : request.body,
          signal: AbortSignal.any([late, signal]),
        })
        const body = await readStart(answer.body)
        return { outcome: 'answered', status: answer.statusCode, body, milliseconds: elapsed() }
      } catch (error) {
        if (late.aborted) return { outcome: 'late', milliseconds: elapsed() }
        return { outcome: 'unreachable', reason: reasonOf(error), milliseconds: elapsed() }
      }
    },
    close: () => agent.destroy(),
  }
}

/** The answer's text; what lies beyond the limit is not waited for. */
async function readStart(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= largestAnswer) break
  }
  return Buffer.concat(chunks).subarray(0, largestAnswer).toString('utf8')
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return error.message === '' ? code : `${code}: ${error.message}`
}
