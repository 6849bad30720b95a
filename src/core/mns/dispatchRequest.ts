import type { Dispatcher } from 'undici'

export type RawAnswer = {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}

/** Sixteen bodies at their longest, each character escaped: no answer of this service is longer. */
const mostBytes = 8 * 1024 * 1024

/** One exchange, its answer gathered as text. No stream stands in between: that costs more than the exchange. */
export function dispatchRequest(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  signal: AbortSignal | undefined,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | null = null
    let status = 0
    let headers: RawAnswer['headers'] = {}
    const chunks: Buffer[] = []
    let bytes = 0

    const fail = (error: Error) => {
      signal?.removeEventListener('abort', abort)
      reject(error)
    }
    const abort = () => {
      const reason = new Error('Cancelled')
      controller?.abort(reason)
      fail(reason)
    }
    if (signal?.aborted === true) return abort()
    signal?.addEventListener('abort', abort)

    dispatcher.dispatch(options, {
      onRequestStart(started) {
        controller = started
        if (signal?.aborted === true) abort()
      },
      onResponseStart(_controller, statusCode, received) {
        status = statusCode
        headers = received
      },
      onResponseData(answering, chunk) {
        bytes += chunk.byteLength
        if (bytes > mostBytes) answering.abort(new Error(`The answer is longer than ${mostBytes} bytes`))
        else chunks.push(chunk)
      },
      onResponseEnd() {
        signal?.removeEventListener('abort', abort)
        const [first] = chunks
        const body = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks)
        resolve({ status, headers, text: body.toString('utf8') })
      },
      onResponseError(_controller, error) {
        fail(error)
      },
    })
  })
}
