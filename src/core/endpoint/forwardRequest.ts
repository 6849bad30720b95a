import type { Dispatcher } from 'undici'
import type { Words } from '../../contract/words.ts'
import type { HeaderList, HttpRequest } from '../../protocol/httpRequest.ts'
import { describeNetworkError } from '../mns/networkError.ts'

export type ForwardedAnswer = { status: number; headers: [name: string, value: string][]; body: Buffer }

export type ForwardResult = { url: string; milliseconds: number } & (
  | { outcome: 'answered'; answer: ForwardedAnswer }
  | { outcome: 'failed'; reason: Words }
)

/** Of one hop only (RFC 9110, 7.6.1); the length is set anew from the body. */
const hopByHop = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

const largestAnswer = 1024 * 1024
/** Longer than any sender waits, so that an answer that comes too late is seen as such. */
const patienceMilliseconds = 15_000

/** Everything that belongs to the request itself, in its order and case. */
function endToEndHeaders(headers: HeaderList): [name: string, value: string][] {
  const named = new Set(
    headers
      .filter(([name]) => name.toLowerCase() === 'connection')
      .flatMap(([, value]) => value.split(',').map(token => token.trim().toLowerCase())),
  )
  return headers
    .filter(([name]) => !hopByHop.has(name.toLowerCase()) && !named.has(name.toLowerCase()))
    .map(([name, value]) => [name, value])
}

/** Where a request goes: with a path of its own the address replaces the target, for that is what it asks for. */
export function forwardTarget(to: string, target: string): { origin: string; path: string } {
  const url = new URL(to)
  const own = `${url.pathname}${url.search}`
  return { origin: url.origin, path: own === '/' ? target : own }
}

/** Sends the same bytes once; redirects are answers like any other. Rejects for nothing but a bug. */
export async function forwardRequest(
  dispatcher: Dispatcher,
  to: string,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<ForwardResult> {
  const started = performance.now()
  const elapsed = () => Math.round(performance.now() - started)
  const { origin, path } = forwardTarget(to, request.target)
  const url = `${origin}${path}`
  const late = AbortSignal.timeout(patienceMilliseconds)
  try {
    const response = await dispatcher.request({
      origin,
      path,
      method: request.method as Dispatcher.HttpMethod,
      headers: toHost(endToEndHeaders(request.headers), new URL(to).host).flat(),
      body: request.body.length === 0 ? null : request.body,
      responseHeaders: 'raw',
      signal: AbortSignal.any([late, signal]),
    })
    const body = await readStart(response.body)
    const answer = {
      status: response.statusCode,
      headers: endToEndHeaders(pairRawHeaders(response.headers)),
      body,
    }
    return { url, milliseconds: elapsed(), outcome: 'answered', answer }
  } catch (error) {
    const seconds = patienceMilliseconds / 1000
    const reason = late.aborted
      ? { en: `no answer within ${seconds} s`, zh: `${seconds} 秒内没有应答` }
      : describe(error)
    return { url, milliseconds: elapsed(), outcome: 'failed', reason }
  }
}

/** A request names the server it goes to; no signature covers this header. */
function toHost(headers: [name: string, value: string][], host: string): [name: string, value: string][] {
  const isHost = ([name]: readonly [string, string]) => name.toLowerCase() === 'host'
  const named = headers.some(isHost) ? headers : [['Host', host] as [string, string], ...headers]
  return named.map(header => (isHost(header) ? [header[0], host] : header))
}

async function readStart(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= largestAnswer) break
  }
  return Buffer.concat(chunks).subarray(0, largestAnswer)
}

/** With `responseHeaders: 'raw'` names and values alternate, as buffers or text. */
function pairRawHeaders(raw: unknown): [name: string, value: string][] {
  const list: unknown[] = Array.isArray(raw) ? raw : []
  const text = (value: unknown) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value))
  const headers: [string, string][] = []
  for (let at = 0; at + 1 < list.length; at += 2) headers.push([text(list[at]), text(list[at + 1])])
  return headers
}

function describe(error: unknown): Words {
  const { code, message } = describeNetworkError(error)
  if (message.en === '') return { en: code, zh: message.zh || code }
  return { en: `${code}: ${message.en}`, zh: `${code}：${message.zh}` }
}
