import { createHmac, hash } from 'node:crypto'
import { wireEncoding } from '../canonical/wireEncoding.ts'
import type { MacAlgorithm } from './readMacSignature.ts'

const blockBytes = 64
const ascii = /^[\0-\x7f]*$/

/**
 * HMAC in hex under one key for many texts. Written out as its two hashes (RFC 2104) it takes a third of the time that an
 * HMAC object per text takes; keys and texts beyond ASCII go that slower way.
 */
export function prepareMac(algorithm: MacAlgorithm, key: string | Uint8Array): (text: string) => string {
  const keyBytes = Buffer.from(key)
  const slow = (text: string) =>
    createHmac(algorithm, keyBytes).update(text, wireEncoding(text)).digest('hex')
  if (keyBytes.length > blockBytes || keyBytes.some(byte => byte > 0x7f)) return slow
  const pad = (mask: number) =>
    Buffer.from(Array.from({ length: blockBytes }, (_, index) => (keyBytes[index] ?? 0) ^ mask))
  const inner = pad(0x36).toString('latin1')
  const outer = Buffer.concat([pad(0x5c), Buffer.alloc(algorithm === 'sha1' ? 20 : 32)])
  return text => {
    if (!ascii.test(text)) return slow(text)
    outer.write(hash(algorithm, inner + text, 'hex'), blockBytes, 'hex')
    return hash(algorithm, outer, 'hex')
  }
}
