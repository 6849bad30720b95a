import type { HttpExchange } from '../../contract/queues.ts'

type Headers = HttpExchange['requestHeaders']

const lines = (headers: Headers) => headers.map(([name, value]) => `${name}: ${value}`)

/** The request as people write it down: its line, its headers, an empty line, its body. */
export function writeRequest({ method, target, requestHeaders, requestBody }: HttpExchange): string {
  const head = [`${method} ${target} HTTP/1.1`, ...lines(requestHeaders)].join('\n')
  return requestBody === null ? head : `${head}\n\n${requestBody}`
}

export function writeReply({ status, replyHeaders, replyBody }: HttpExchange): string {
  const head = [`HTTP/1.1 ${status ?? ''}`, ...lines(replyHeaders)].join('\n')
  return replyBody === null || replyBody === '' ? head : `${head}\n\n${replyBody}`
}
