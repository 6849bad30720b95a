import { type Edit, headerEdit } from './edit.ts'
import type { Cause } from './hypothesis.ts'
import { repairSignature } from './repairSignature.ts'

export type MacAlgorithm = 'sha1' | 'sha256'

/** An HMAC as it stands in a request, brought to one form, with what was wrong about its own. */
export type MacSignature = {
  readonly algorithm: MacAlgorithm
  readonly hex: string
  readonly edits: readonly Edit[]
  readonly causes: readonly Cause[]
}

type Proper = { readonly algorithm: MacAlgorithm; readonly encoding: 'base64' | 'hex' }

/** Every way to read a signature as an HMAC; `proper` is how the scheme writes it. */
export function readMacSignature(received: string, proper: Proper): MacSignature[] {
  const readings = [
    ...readHex(received).map(reading => ({ ...reading, encoding: 'hex' as const, text: received })),
    ...repairSignature(received).flatMap(({ text, bytes }) => [
      ...readRaw(bytes).map(reading => ({ ...reading, encoding: 'base64' as const, text })),
      ...readHex(Buffer.from(bytes).toString('latin1')).map(reading => ({
        ...reading,
        encoding: 'base64 of hex' as const,
        text,
      })),
    ]),
  ]
  return readings.map(({ algorithm, hex, encoding, text }) => {
    const edits: Edit[] = []
    const causes: Cause[] = []
    if (text !== received) {
      edits.push(headerEdit('authorization', text, received))
      causes.push('signature-respelled')
    }
    if (encoding !== proper.encoding) {
      const [signed, expected] = [
        `the signature was written in ${encoding}`,
        `it is written in ${proper.encoding}`,
      ]
      edits.push({ kind: 'wrong-scheme', name: 'encoding', signed, received: expected })
      causes.push('signature-respelled')
    }
    if (algorithm !== proper.algorithm) {
      const [signed, expected] = [
        `HMAC-${algorithm.toUpperCase()} was used`,
        `HMAC-${proper.algorithm.toUpperCase()} is`,
      ]
      edits.push({ kind: 'wrong-scheme', name: 'hash', signed, received: expected })
      causes.push('other-hash')
    }
    return { algorithm, hex, edits, causes }
  })
}

function readRaw(bytes: Uint8Array): { algorithm: MacAlgorithm; hex: string }[] {
  return readHex(Buffer.from(bytes).toString('hex'))
}

function readHex(text: string): { algorithm: MacAlgorithm; hex: string }[] {
  const hex = text.toLowerCase()
  if (/^[0-9a-f]{40}$/.test(hex)) return [{ algorithm: 'sha1', hex }]
  return /^[0-9a-f]{64}$/.test(hex) ? [{ algorithm: 'sha256', hex }] : []
}
