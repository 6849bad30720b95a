import type { ReceiptDetail } from '../../contract/receipt.ts'
import { decodeBase64 } from '../format/base64.ts'

const unsent = new Set(['content-length', 'connection', 'transfer-encoding', 'host'])

/** Quotes for a POSIX shell; what a shell would not carry safely goes as an escape of its own. */
function quote(text: string): string {
  if (!/[\p{Cc}\u0080-\u{10ffff}]/u.test(text)) return `'${text.replaceAll("'", `'\\''`)}'`
  return quoteBytes(new TextEncoder().encode(text))
}

function quoteBytes(bytes: Uint8Array): string {
  let quoted = ''
  for (const byte of bytes) {
    if (byte === 0x27 || byte === 0x5c) quoted += `\\${String.fromCharCode(byte)}`
    else if (byte >= 0x20 && byte < 0x7f) quoted += String.fromCharCode(byte)
    else quoted += `\\x${byte.toString(16).padStart(2, '0')}`
  }
  return `$'${quoted}'`
}

/** A push as a command that sends it again, byte for byte; null where the row was no request. */
export function toCurl(detail: ReceiptDetail, endpointUrl: string | null): string | null {
  if (detail.requestLine === null) return null
  const [method = 'POST', target = '/'] = detail.requestLine.split(' ')
  const host = detail.headers?.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? 'localhost'
  const origin = endpointUrl === null ? `http://${host}` : new URL(endpointUrl).origin
  const headers = (detail.headers ?? []).filter(([name]) => !unsent.has(name.toLowerCase()))
  return [
    `curl -X ${quote(method)} ${quote(`${origin}${target}`)}`,
    ...headers.map(([name, value]) => `-H ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`),
    // Unlike --data-binary, this reads no file where the body begins with an @.
    `--data-raw ${quoteBytes(decodeBase64(detail.raw))}`,
  ].join(' \\\n  ')
}
