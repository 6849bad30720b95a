import type { Bilingual } from '../bilingual.ts'
import { decodeUtf8, withoutByteOrderMark } from '../decodeUtf8.ts'
import { readNotificationXml } from '../notification/notificationXml.ts'
import { replyLimits } from '../xml/readXml.ts'
import { readLegacyForm } from './legacyReport.ts'
import { parseLosslessJson } from './losslessJson.ts'
import type { JsonObject } from './receiptFields.ts'

/** One wrapping found around a body, outermost first. `bytes` holds base64 of what is no text. */
export type BodyLayer = {
  readonly encoding: 'base64' | 'json-array' | 'json-object' | 'xml' | 'text' | 'bytes'
  readonly text: string
}

export type UnwrappedBody =
  | { readonly layers: BodyLayer[]; readonly value: JsonObject | readonly unknown[] }
  | { readonly layers: BodyLayer[]; readonly reason: Bilingual }

const maxLayers = 6
const base64Pattern = /^(?:[A-Za-z0-9+/]+|[A-Za-z0-9_-]+)={0,2}$/
const base64Letters = /^[A-Za-z0-9+/_-]*={0,2}$/
const probedCharacters = 64
const replacement = '\ufffd'
/** Below this many bytes, printable text may come out of base64 by chance. */
const leastText = 16

/** Takes wrapping after wrapping off a body until JSON stands there, or nothing more can be taken off. */
export function unwrapBody(body: Uint8Array | string): UnwrappedBody {
  return typeof body === 'string'
    ? unwrapText(withoutByteOrderMark(body.toWellFormed()), maxLayers)
    : unwrap(body, maxLayers)
}

function unwrap(bytes: Uint8Array, budget: number): UnwrappedBody {
  const decoded = decodeUtf8(bytes)
  if (decoded === null) {
    const layer: BodyLayer = { encoding: 'bytes', text: Buffer.from(bytes).toString('base64') }
    const reason = {
      en: `expected text, saw ${bytes.length} bytes that are not UTF-8`,
      zh: `应为文本，实际是 ${bytes.length} 字节非 UTF-8 数据`,
    }
    return { layers: [layer], reason }
  }
  return unwrapText(withoutByteOrderMark(decoded), budget)
}

function unwrapText(text: string, budget: number): UnwrappedBody {
  const start = text.trimStart().charAt(0)
  if (start === '{' || start === '[' || start === '"') {
    const json = unwrapJson(text, budget)
    if (json !== null) return json
  }
  const form = readLegacyForm(text)
  if (form !== null) return { layers: [{ encoding: 'text', text }], value: form }
  const inner = budget > 0 ? (start === '<' ? unwrapXml(text, budget) : unwrapBase64(text, budget)) : null
  return inner ?? { layers: [{ encoding: 'text', text }], reason: describeText(text, start) }
}

function unwrapJson(text: string, budget: number): UnwrappedBody | null {
  const value = parseLosslessJson(text)
  if (Array.isArray(value)) return { layers: [{ encoding: 'json-array', text }], value }
  if (isJsonObject(value)) {
    const layer: BodyLayer = { encoding: 'json-object', text }
    const carried = messageOfNotification(value)
    return carried !== null && budget > 0
      ? under(layer, unwrapText(carried, budget - 1))
      : { layers: [layer], value }
  }
  if (typeof value !== 'string' || budget === 0) return null
  return under({ encoding: 'text', text }, unwrapText(value, budget - 1))
}

function unwrapXml(text: string, budget: number): UnwrappedBody | null {
  const notification = readNotificationXml(text, replyLimits)
  if (!notification.ok) return null
  return under({ encoding: 'xml', text }, unwrapText(notification.value.message, budget - 1))
}

/**
 * Base64 is what decodes to something: JSON, XML, base64 of those, or a fair amount of readable text. Words and digits
 * that merely use the same letters decode to noise and stay what they are.
 */
function unwrapBase64(text: string, budget: number): UnwrappedBody | null {
  if (beginsAsNoise(text)) return null
  const isBare = base64Pattern.test(text)
  const letters = isBare ? text : text.replace(/\s/g, '')
  if (!isBare && !base64Pattern.test(letters)) return null
  const padding = letters.endsWith('==') ? 2 : letters.endsWith('=') ? 1 : 0
  if ((letters.length - padding) % 4 === 1) return null
  const bytes = Buffer.from(letters, 'base64')
  const inner = unwrap(bytes, budget - 1)
  const innermost = inner.layers.at(-1)
  const readable =
    innermost?.encoding === 'text' && bytes.length >= leastText && !/[^\P{Cc}\t\r\n]/u.test(innermost.text)
  return 'value' in inner || readable ? under({ encoding: 'base64', text }, inner) : null
}

/**
 * Whether the beginning alone shows that no UTF-8 comes out of a text, or that it is no base64. Most texts that aren't are told here,
 * however long they are.
 */
function beginsAsNoise(text: string): boolean {
  const beginning = text.slice(0, probedCharacters)
  if (beginning.length === text.length) return false
  const letters = beginning.replace(/\s+/g, '')
  if (!base64Letters.test(letters)) return true
  const bytes = Buffer.from(letters.slice(0, letters.length & ~3), 'base64')
  const decoded = bytes.toString('utf8')
  const broken = decoded.indexOf(replacement)
  // The last one may be the first half of a character, and one may have been sent as such.
  return broken >= 0 && broken < decoded.length - 1 && !bytes.includes(replacement)
}

function under(layer: BodyLayer, inner: UnwrappedBody): UnwrappedBody {
  return { ...inner, layers: [layer, ...inner.layers] }
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A topic forwarded into a queue wraps the message once more. */
function messageOfNotification(object: JsonObject): string | null {
  const { TopicName, SubscriptionName, Message } = object
  return TopicName !== undefined && SubscriptionName !== undefined && typeof Message === 'string'
    ? Message
    : null
}

/** Never quotes the text: it may hold what the reader asked to see masked, and it is shown beside the reason anyway. */
function describeText(text: string, start: string): Bilingual {
  const say = (en: string, zh: string): Bilingual => ({
    en: `expected a JSON object or array of receipts, saw ${en}`,
    zh: `应为回执的 JSON 对象或数组，实际是${zh}`,
  })
  if (start === '') return say('an empty body', '空正文')
  const { length } = text
  if (start === '{' || start === '[') {
    return say(`${length} characters of JSON that does not parse`, ` ${length} 个字符的无效 JSON`)
  }
  return start === '<'
    ? say(`${length} characters of other XML`, ` ${length} 个字符的其他 XML`)
    : say(`${length} characters of plain text`, ` ${length} 个字符的纯文本`)
}
