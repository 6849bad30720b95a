import type { SignatureCheck, SignedLinePair } from '../../contract/signature.ts'
import type { LineSource, SignedLine } from '../../protocol/canonical/signedLine.ts'
import { wireBytes } from '../../protocol/canonical/wireEncoding.ts'
import { compareLines } from '../../protocol/diagnosis/compareStrings.ts'
import type { SignatureExplanation } from '../../protocol/explainSignature.ts'

/** Method, Content-MD5, Content-Type and date: a line each, whatever else is there. */
const headLines = 4

/** Every line that the request calls for, each with where it comes from and with what was signed in its place. */
export function pairLines(
  explained: SignatureExplanation,
  signedString: string | null,
): SignatureCheck['lines'] {
  if (explained.kind !== 'push' && explained.kind !== 'request') return []
  const { lines, stringToSign } = explained
  if (signedString === null || signedString === stringToSign) {
    return lines.map(line => pair(line.source, line.text, line.text))
  }
  return pairBySlot(lines, signedString.split('\n')) ?? pairByOrder(lines, stringToSign, signedString)
}

/** By what a line stands for. Null where the signed text has another form than MNS's, or the request's scheme has. */
function pairBySlot(lines: readonly SignedLine[], signed: readonly string[]): SignedLinePair[] | null {
  const left = slotLines(lines.map(({ text }) => text))
  const right = slotLines(signed)
  if (left === null || right === null) return null
  const sources = new Map([...left.keys()].map((slot, index) => [slot, lines[index]?.source]))
  return [...new Set([...left.keys(), ...right.keys()])].sort(bySlot).map(slot => {
    const name = slot.slice(2).replace(/ \d+$/, '')
    return pair(sources.get(slot) ?? { kind: 'header', name }, left.get(slot), right.get(slot))
  })
}

/** Slots sort as they stand: the head, the extension headers by name, the target. */
function slotLines(texts: readonly string[]): Map<string, string> | null {
  const slots = new Map<string, string>()
  const last = texts.length - 1
  if (last < headLines) return null
  for (const [index, text] of texts.entries()) {
    if (index < headLines) slots.set(`0 ${index}`, text)
    else if (index === last) slots.set('2', text)
    else {
      const name = /^([!-9;-~]+):/.exec(text)?.[1]
      if (name === undefined) return null
      let occurrence = 0
      while (slots.has(`1 ${name} ${occurrence}`)) occurrence += 1
      slots.set(`1 ${name} ${occurrence}`, text)
    }
  }
  return slots
}

const bySlot = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

function pairByOrder(lines: readonly SignedLine[], received: string, signed: string): SignedLinePair[] {
  let at = 0
  return compareLines(received, signed).map(({ own, expected }) => {
    const source = own === null ? null : (lines[at++]?.source ?? null)
    return pair(source, own ?? undefined, expected ?? undefined)
  })
}

function pair(
  source: LineSource | null,
  received: string | undefined,
  signed: string | undefined,
): SignedLinePair {
  const origin = source === null ? null : { kind: source.kind, name: 'name' in source ? source.name : null }
  return { origin, received: toText(received), signed: toText(signed) }
}

/** Values off the wire hold one character for each byte; people read the text that the bytes are. */
export function toText(wire: string): string
export function toText(wire: string | undefined): string | null
export function toText(wire: string | undefined): string | null {
  return wire === undefined ? null : Buffer.from(wireBytes(wire)).toString('utf8')
}
