import { hash } from 'node:crypto'

/** MD5 of a message body as every reply and notification carries it: upper-case hex over its UTF-8 bytes. */
export function messageMd5(body: string | Uint8Array): string {
  return hash('md5', body, 'hex').toUpperCase()
}
