import type { HttpRequest } from '../../protocol/httpRequest.ts'

/** One request as it stood on the wire, or as an editor saved it: with LF for CRLF. Null for anything else. */
export function readRawRequest(bytes: Uint8Array): (HttpRequest & { requestLine: string }) | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = buffer.toString('latin1')
  const [separator = ''] = /\r?\n\r?\n/.exec(text) ?? []
  const headEnd = separator === '' ? text.replace(/\r?\n$/, '').length : text.indexOf(separator)
  const [requestLine = '', ...lines] = text.slice(0, headEnd).split(/\r?\n/)
  const [, method = '', target = ''] = /^([A-Z]{3,10}) (\S+) HTTP\/\d(?:\.\d)?$/.exec(requestLine) ?? []
  if (method === '') return null
  const headers = lines.map(line => /^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*?)[ \t]*$/.exec(line))
  if (headers.includes(null)) return null
  return {
    method,
    target,
    requestLine,
    headers: headers.map(header => [header?.[1] ?? '', header?.[2] ?? ''] as const),
    body: buffer.subarray(headEnd + separator.length),
  }
}
