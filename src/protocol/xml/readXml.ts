import { decodeUtf8, withoutByteOrderMark } from '../decodeUtf8.ts'
import type { XmlElement } from './xmlElement.ts'
import type { Read, XmlProblem } from './xmlProblem.ts'
import { XmlScanner } from './xmlScanner.ts'

export type XmlLimits = { readonly maxBytes: number; readonly maxDepth: number }

/** 64 KB of body text with every character escaped at its longest, and room for the elements around it. */
export const requestLimits: XmlLimits = { maxBytes: 6 * 65_536 + 8_192, maxDepth: 12 }

/** Sixteen such bodies. */
export const replyLimits: XmlLimits = { maxBytes: 16 * requestLimits.maxBytes, maxDepth: 12 }

/** Elements that hold text chosen by a user; some clients send it without escaping. */
export type LiteralElements = ReadonlySet<string>

const noLiterals: LiteralElements = new Set()

/**
 * Reads one document of this wire: elements, attributes, text, CDATA, comments and the declaration; no DTD and no
 * entities beyond the five. The content of a literal element that is not well-formed character data came from a
 * sender that escapes nothing, so the whole of it is taken as it stands, up to its end tag.
 */
export function readXml(
  input: Uint8Array | string,
  limits: XmlLimits,
  literalElements: LiteralElements = noLiterals,
): Read<XmlElement> {
  const decoded = decode(input, limits)
  return decoded.ok ? new XmlScanner(decoded.value, limits.maxDepth, literalElements).read() : decoded
}

function decode(input: Uint8Array | string, limits: XmlLimits): Read<string> {
  const size = sizeOf(input, limits)
  if (size > limits.maxBytes) {
    return refuse('limit', `at most ${limits.maxBytes} bytes of XML`, `${size} bytes`, null)
  }
  const text = typeof input === 'string' ? input : decodeUtf8(input)
  return text === null
    ? refuse('malformed', 'XML in UTF-8', 'bytes that are not UTF-8', null)
    : { ok: true, value: withoutByteOrderMark(text) }
}

/** Of a text that fits by any count of bytes for its characters, not the exact size. */
function sizeOf(input: Uint8Array | string, { maxBytes }: XmlLimits): number {
  if (typeof input !== 'string') return input.byteLength
  return 3 * input.length <= maxBytes ? input.length : Buffer.byteLength(input)
}

function refuse(
  kind: XmlProblem['kind'],
  expected: string,
  seen: string,
  offset: number | null,
): Read<never> {
  return { ok: false, problem: { kind, element: null, expected, seen, offset } }
}
