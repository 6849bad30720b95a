import { compareText } from '../canonical/percentEncoding.ts'
import type { SignedHeaders } from '../canonical/signedHeaders.ts'
import type { Hypothesis } from './hypothesis.ts'

/** One hypothesis in terms of the composition: which piece it replaces, and with what. */
export type Replacement = { readonly piece: number; readonly text: string; readonly hypothesis: Hypothesis }

/** A string to sign cut where hypotheses change it; joined, the pieces are the string as it was received. */
export type Composition = {
  readonly pieces: readonly string[]
  /** By piece, and within one piece the likelier first. */
  readonly replacements: readonly Replacement[]
}

type Received = {
  readonly method: string
  readonly headers: SignedHeaders
  readonly date: string | null
  /** In origin form. */
  readonly target: string
}

/** Every extension header that is there or may have been has a piece of its own, in the order in which they are signed. */
export function composePieces(received: Received, hypotheses: readonly Hypothesis[]): Composition {
  const { headers } = received
  const line = (value: string | null) => `${value ?? ''}\n`
  const slots = ['method', 'content-md5', 'content-type', 'date'].map(slot => `${slot} 0`)
  const pieces = [
    line(received.method),
    line(headers.contentMd5),
    line(headers.contentType),
    line(received.date),
  ]
  const extensions = countOccurrences(headers.extensions)
  const absent = hypotheses
    .filter(({ slot }) => isExtension(slot))
    .map(({ slot, occurrence }) => ({ name: slot as string, occurrence, text: '' }))
  const all = new Map([...absent, ...extensions].map(piece => [`${piece.name} ${piece.occurrence}`, piece]))
  const sorted = [...all].sort(
    ([, left], [, right]) => compareText(left.name, right.name) || left.occurrence - right.occurrence,
  )
  for (const [slot, { text }] of sorted) {
    slots.push(slot)
    pieces.push(text)
  }
  slots.push('target 0')
  pieces.push(received.target)
  const pieceOf = new Map(slots.map((slot, index) => [slot, index]))
  const replacements = hypotheses
    .flatMap(hypothesis => {
      const piece = pieceOf.get(`${hypothesis.slot} ${hypothesis.occurrence}`)
      return piece === undefined ? [] : [{ piece, text: textOf(hypothesis), hypothesis }]
    })
    .sort((left, right) => left.piece - right.piece || left.hypothesis.cost - right.hypothesis.cost)
  return { pieces, replacements }
}

const lines: ReadonlySet<string> = new Set(['method', 'content-md5', 'content-type', 'date', 'target'])

function isExtension(slot: string): boolean {
  return !lines.has(slot)
}

function textOf({ slot, signed }: Hypothesis): string {
  if (slot === 'target') return signed ?? ''
  if (!isExtension(slot)) return `${signed ?? ''}\n`
  return signed === null ? '' : `${slot}:${signed}\n`
}

function countOccurrences(extensions: SignedHeaders['extensions']) {
  const seen = new Map<string, number>()
  return extensions.map(([name, value]) => {
    const occurrence = seen.get(name) ?? 0
    seen.set(name, occurrence + 1)
    return { name, occurrence, text: `${name}:${value}\n` }
  })
}
