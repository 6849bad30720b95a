/** Thrown inside the certificate reader only, and turned into a value at its edge. */
export class DerError extends Error {}

export type DerElement = {
  readonly tag: number
  /** The content, without tag and length. */
  readonly content: Uint8Array
  /** The element as a whole. */
  readonly whole: Uint8Array
}

export const derTag = {
  integer: 0x02,
  bitString: 0x03,
  objectId: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  explicitVersion: 0xa0,
} as const

/** The elements that stand one after another in `bytes`, nothing left over. */
export function readDerElements(bytes: Uint8Array): DerElement[] {
  const elements: DerElement[] = []
  let offset = 0
  while (offset < bytes.length) {
    const element = readDerElement(bytes.subarray(offset))
    elements.push(element)
    offset += element.whole.length
  }
  return elements
}

export function readDerElement(bytes: Uint8Array): DerElement {
  const [tag, first] = bytes
  if (tag === undefined || first === undefined) throw new DerError('it ends in the middle of an element')
  if ((tag & 0x1f) === 0x1f) throw new DerError('it holds a tag of more than one byte')
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f
  if (first === 0x80 || lengthBytes > 4) throw new DerError('it holds a length that DER does not allow')
  let length = first
  if (lengthBytes > 0) {
    length = 0
    for (const byte of bytes.subarray(2, 2 + lengthBytes)) length = length * 256 + byte
  }
  const start = 2 + lengthBytes
  if (start + length > bytes.length) throw new DerError('it ends in the middle of an element')
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(0, start + length) }
}

/** The content of an element that must have this tag. */
export function expectDer(element: DerElement | undefined, tag: number, what: string): Uint8Array {
  if (element?.tag !== tag) throw new DerError(`its ${what} is missing or of another kind`)
  return element.content
}

/** Dotted decimal, as 1.2.840.113549.1.1.1. */
export function readObjectId(content: Uint8Array): string {
  const arcs: number[] = []
  let arc = 0
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f)
    if (byte < 0x80) {
      arcs.push(arc)
      arc = 0
    }
  }
  const [first = 0, ...rest] = arcs
  const root = Math.min(Math.floor(first / 40), 2)
  return [root, first - root * 40, ...rest].join('.')
}
