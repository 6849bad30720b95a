import { get, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { ApiError, type ApiErrorBody, apiErrorCodes } from '../../contract/apiError.ts'
import type { ExportFormat } from '../../contract/exportedReceipt.ts'
import { asIs } from '../../contract/words.ts'
import { type InstanceAddress, nobodyAnswers, refusal } from './instanceAddress.ts'

/** The bytes of an export by a running instance, taken no faster than they are asked for; trouble is an ApiError. */
export async function* requestExport(
  { host, token }: InstanceAddress,
  { query, format, masked }: { query: string; format: ExportFormat; masked: boolean },
  stop: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const url = new URL(`http://${host}/api/export`)
  url.search = new URLSearchParams({ query, format, mask: String(masked) }).toString()
  let response: IncomingMessage | null = null
  try {
    response = await answerTo(url, token, stop)
    if (response.statusCode !== 200) throw await refused(response)
    for await (const piece of response) yield piece
  } catch (error) {
    if (stop.aborted) return
    if (error instanceof ApiError) throw error
    throw response === null
      ? new ApiError('unavailable', asIs(nobodyAnswers(host)))
      : new ApiError('closed', asIs(`the connection to ${host} was lost; what was written is incomplete`))
  } finally {
    response?.destroy()
  }
}

function answerTo(url: URL, token: string, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers: { authorization: `Bearer ${token}` }, agent: false, signal })
    request.once('response', resolve)
    request.on('error', reject)
  })
}

async function refused(response: IncomingMessage): Promise<ApiError> {
  const status = response.statusCode ?? 0
  const body = status === 401 ? null : readError(await text(response))
  return body === null ? new ApiError('refused', asIs(refusal(status))) : ApiError.from(body)
}

/** What says the trouble as this API does; null for anything else. */
function readError(body: string): ApiErrorBody | null {
  try {
    const { code, message, hint } = JSON.parse(body)
    const known = apiErrorCodes.find(known => known === code)
    if (known === undefined || typeof message !== 'string') return null
    return { code: known, message, hint: typeof hint === 'string' ? hint : null }
  } catch {
    return null
  }
}
