import type { CaptureEntries } from '../../contract/signature.ts'
import type { Words } from '../../contract/words.ts'
import { decodeUtf8 } from '../../protocol/decodeUtf8.ts'
import type { HttpRequest } from '../../protocol/httpRequest.ts'
import { harSchema, readHarEntry } from '../import/readHar.ts'
import { readRawRequest } from '../import/readRawRequest.ts'
import { readCurl } from './readCurl.ts'

export type CaptureReading =
  /** `receivedAt`: milliseconds since 1970, null where nobody noted it. */
  | { outcome: 'request'; request: HttpRequest; receivedAt: number | null; among: CaptureEntries | null }
  | { outcome: 'unusable'; reason: Words }

const expected: Words = {
  en: 'one raw HTTP request (request line, headers, empty line, body), a curl command or a HAR file',
  zh: '一个原始 HTTP 请求（请求行、请求头、空行、正文）、curl 命令或 HAR 文件',
}

/** Entries of a HAR file that are named; of a longer one, those further on can be reached by their number alone. */
const mostNamed = 500
const longestTarget = 200

/** Reads a request that was captured elsewhere, in whichever form; of a HAR file the wanted one, or the first that is signed. */
export function readCapture(bytes: Uint8Array, wanted: number | null = null): CaptureReading {
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1').replace(/^ï»¿/, '').trimStart()
  if (start === '')
    return unusable({ en: `${expected.en} was expected, it is empty`, zh: `应为${expected.zh}，但内容为空` })
  if (start.startsWith('{')) return readHar(bytes, wanted)
  if (/^(\$ )?curl\s/.test(start)) {
    const text = Buffer.from(bytes).toString('latin1').replace(/^ï»¿/, '').trimStart().replace(/^\$ /, '')
    const reading = readCurl(text)
    return reading.outcome === 'request' ? { ...reading, receivedAt: null, among: null } : reading
  }
  const request = readRawRequest(trimStart(bytes))
  if (request === null)
    return unusable({
      en: `${expected.en} was expected, it is none of these`,
      zh: `应为${expected.zh}，但都不是`,
    })
  const { method, target, headers, body } = request
  return { outcome: 'request', request: { method, target, headers, body }, receivedAt: null, among: null }
}

function readHar(bytes: Uint8Array, wanted: number | null): CaptureReading {
  const har = harSchema.safeParse(
    parseJson(
      Buffer.from(bytes)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    ),
  )
  if (!har.success)
    return unusable({
      en: `${expected.en} was expected, it is JSON of another kind`,
      zh: `应为${expected.zh}，实际是其他 JSON`,
    })
  const requests = har.data.log.entries.flatMap(entry => readEntry(entry) ?? [])
  const isSigned = ({ headers }: HttpRequest) => headers.some(([name]) => /^authorization$/i.test(name))
  const firstSigned = requests.findIndex(({ request }) => isSigned(request))
  const chosen = wanted ?? Math.max(0, firstSigned)
  const found = requests[chosen]
  if (found === undefined) {
    const count = String(requests.length)
    return unusable(
      requests.length === 0
        ? { en: 'The HAR file holds no request that can be read', zh: 'HAR 文件中没有可读的请求' }
        : {
            en: `The HAR file holds ${count} requests, not as many as that`,
            zh: `HAR 文件中只有 ${count} 个请求`,
          },
    )
  }
  if (requests.length === 1) return found
  const entries = requests.slice(0, mostNamed).map(({ request }) => ({
    method: request.method,
    target: request.target.slice(0, longestTarget),
    signed: isSigned(request),
  }))
  return { ...found, among: { entries, chosen } }
}

function readEntry(entry: unknown): Extract<CaptureReading, { outcome: 'request' }> | null {
  const read = readHarEntry(withoutReceipt(entry), '')
  if (read?.kind !== 'message') return null
  const { requestLine, headers, raw, receivedAt } = read.message
  const [method = '', target = ''] = (requestLine ?? '').split(' ')
  return {
    outcome: 'request',
    request: { method, target, headers: (headers ?? []).map(inWireBytes), body: raw },
    receivedAt,
    among: null,
  }
}

/** An entry that we exported holds its request like any other. */
function withoutReceipt(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null ? { ...entry, _receipt: undefined } : entry
}

/** A header value holds one character per byte, as it would off the wire. */
function inWireBytes([name, value]: readonly [string, string]): readonly [string, string] {
  // Exported by us it holds the bytes of UTF-8 already; noted by other programs it is text.
  const isWide = /[\u0100-\uffff]/.test(value) || decodeUtf8(Buffer.from(value, 'latin1')) === null
  return [name, isWide ? Buffer.from(value, 'utf8').toString('latin1') : value]
}

function trimStart(bytes: Uint8Array): Uint8Array {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  while (bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x20) at++
  return bytes.subarray(at)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function unusable(reason: Words): CaptureReading {
  return { outcome: 'unusable', reason }
}
