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

const encodings = { hex: '十六进制', base64: 'Base64', 'base64 of hex': '十六进制再做 Base64' } as const

type Proper = { readonly algorithm: MacAlgorithm; readonly encoding: 'base64' | 'hex' }

/** Every way to read a signature as an HMAC; `proper` is how the scheme writes it. */
export function readMacSignature(written: string, proper: Proper): MacSignature[] {
  const readings = [
    ...readHex(written).map(reading => ({ ...reading, encoding: 'hex' as const, text: written })),
    ...repairSignature(written).flatMap(({ text, bytes }) => [
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
    if (text !== written) {
      edits.push(headerEdit('authorization', text, written))
      causes.push('signature-respelled')
    }
    if (encoding !== proper.encoding) {
      const signed = {
        en: `the signature was written in ${encoding}`,
        zh: `签名写成了 ${encodings[encoding]}`,
      }
      const received = {
        en: `it is written in ${proper.encoding}`,
        zh: `应写成 ${encodings[proper.encoding]}`,
      }
      edits.push({ kind: 'wrong-scheme', name: 'encoding', signed, received })
      causes.push('signature-respelled')
    }
    if (algorithm !== proper.algorithm) {
      const [used, right] = [algorithm.toUpperCase(), proper.algorithm.toUpperCase()]
      const signed = { en: `HMAC-${used} was used`, zh: `使用了 HMAC-${used}` }
      edits.push({
        kind: 'wrong-scheme',
        name: 'hash',
        signed,
        received: { en: `HMAC-${right} is`, zh: `使用 HMAC-${right}` },
      })
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
