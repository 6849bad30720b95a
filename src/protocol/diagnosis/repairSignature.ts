import { decodeBase64 } from '../canonical/base64.ts'

export type RepairedSignature = { readonly text: string; readonly bytes: Uint8Array }

/** The signature as received, where it can be read, and then what it may have been before it was damaged. */
export function repairSignature(received: string): RepairedSignature[] {
  const compact = received.replaceAll(/\s+/g, '')
  const unescaped = received.replaceAll(/%(2[bf]|3d)/gi, escaped =>
    String.fromCharCode(Number.parseInt(escaped.slice(1), 16)),
  )
  const candidates = [
    received,
    received.trim(),
    received.replaceAll(/^"|"$/g, ''),
    received.trim().replaceAll(' ', '+'),
    compact,
    unescaped,
    compact.replaceAll('-', '+').replaceAll('_', '/'),
    received
      .trim()
      .split(/[\s:]+/)
      .at(-1) ?? '',
  ]
  const seen = new Set<string>()
  return candidates
    .map(candidate => candidate.padEnd(Math.ceil(candidate.length / 4) * 4, '='))
    .flatMap(text => {
      const bytes = seen.has(text) ? null : decodeBase64(text)
      seen.add(text)
      return bytes === null ? [] : [{ text, bytes }]
    })
}
