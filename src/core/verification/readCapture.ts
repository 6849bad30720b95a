import type { Words } from '../../contract/words.ts'
import { decodeUtf8 } from '../../protocol/decodeUtf8.ts'
import type { HttpRequest } from '../../protocol/httpRequest.ts'
import { harSchema, readHarEntry } from '../import/readHar.ts'
import { readRawRequest } from '../import/readRawRequest.ts'
import { readCurl } from './readCurl.ts'

export type CaptureReading =
  /** `receivedAt`: milliseconds since 1970, null where nobody noted it. */
  | { outcome: 'request'; request: HttpRequest; receivedAt: number | null }
  | { outcome: 'unusable'; reason: Words }

const expected: Words = {
  en: 'one raw HTTP request (request line, headers, empty line, body), a curl command or a HAR file',
  zh: '一个原始 HTTP 请求（请求行、请求头、空行、正文）、curl 命令或 HAR 文件',
}

/** Reads a request that was captured elsewhere, in whichever form; of a HAR file the first signed one. */
export function readCapture(bytes: Uint8Array): CaptureReading {
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1').replace(/^ï»¿/, '').trimStart()
  if (start === '')
    return unusable({ en: `${expected.en} was expected, it is empty`, zh: `应为${expected.zh}，但内容为空` })
  if (start.startsWith('{')) return readHar(bytes)
  if (/^(\$ )?curl\s/.test(start)) {
    const text = Buffer.from(bytes).toString('latin1').replace(/^ï»¿/, '').trimStart().replace(/^\$ /, '')
    const reading = readCurl(text)
    return reading.outcome === 'request' ? { ...reading, receivedAt: null } : reading
  }
  const request = readRawRequest(trimStart(bytes))
  if (request === null)
    return unusable({
      en: `${expected.en} was expected, it is none of these`,
      zh: `应为${expected.zh}，但都不是`,
    })
  const { method, target, headers, body } = request
  return { outcome: 'request', request: { method, target, headers, body }, receivedAt: null }
}

function readHar(bytes: Uint8Array): CaptureReading {
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
  const found = requests.find(({ request }) => isSigned(request)) ?? requests[0]
  return found === undefined
    ? unusable({ en: 'The HAR file holds no request that can be read', zh: 'HAR 文件中没有可读的请求' })
    : found
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
