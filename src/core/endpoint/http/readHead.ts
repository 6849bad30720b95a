import { characterClasses, colon, cr, isBlank, lf, text as textual, token } from './characters.ts'
import { type Refusal, refusals } from './refusal.ts'

/** A request but for its body. */
export type Head = {
  readonly method: string
  /** As it stands there. */
  readonly target: string
  readonly httpVersion: string
  /** In their order and case, with repeats; blanks around values are no part of them. */
  readonly headers: [name: string, value: string][]
  /** Of the body, in bytes. */
  readonly length: number | 'chunked'
  readonly keepAlive: boolean
  readonly expectsContinue: boolean
}

type StartLine = Pick<Head, 'method' | 'target' | 'httpVersion'>

/** The lines of a head that were read so far. */
export type HeadLines = { start: StartLine | null; headers: Head['headers'] }

export type LinesRead =
  /** `at`: what is left from there on is an incomplete line. */
  | { outcome: 'more'; at: number }
  /** `at`: where the body begins. */
  | { outcome: 'end'; at: number }
  | Refusal

const headEnd = Buffer.from('\r\n\r\n')
/** A target is a path, an address or `*` (RFC 9112, 3.2): nobody asks this server for a tunnel. */
const startLine = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+) (\/[!-~]*|\*|[A-Za-z]+:\/\/[!-~]+) HTTP\/(\d\.\d)$/

/**
 * Reads whole lines, strictly: CR LF after each, no blank before a colon, nothing folded. What two programs could read in two ways
 * is a way past one of them.
 */
export function readLines(bytes: Buffer, lines: HeadLines): LinesRead {
  let at = lines.start === null ? skipEmptyLines(bytes) : 0
  const end = bytes.indexOf(headEnd, at)
  const text = bytes.toString('latin1', 0, end < 0 ? bytes.lastIndexOf(lf) + 1 : end + headEnd.length)
  while (at < text.length) {
    if (text.charCodeAt(at) === cr && text.charCodeAt(at + 1) === lf && lines.start !== null) {
      return { outcome: 'end', at: at + 2 }
    }
    const next = lines.start === null ? readStart(text, at, lines) : readHeader(text, at, lines.headers)
    if (typeof next !== 'number') return next
    at = next
  }
  return { outcome: 'more', at }
}

/** Those before a request are left over from the one before it. */
function skipEmptyLines(bytes: Buffer): number {
  let at = 0
  while (bytes[at] === cr && bytes[at + 1] === lf) at += 2
  return at
}

function readStart(text: string, at: number, lines: HeadLines): number | Refusal {
  const end = text.indexOf('\r\n', at)
  const [, method = '', target = '', httpVersion = ''] = startLine.exec(text.slice(at, end)) ?? []
  if (end < 0 || method === '') return refusals.startLine
  if (httpVersion !== '1.1' && httpVersion !== '1.0') return refusals.version
  lines.start = { method, target, httpVersion }
  return end + 2
}

function readHeader(text: string, at: number, headers: Head['headers']): number | Refusal {
  let nameEnd = at
  while (isOf(token, text.charCodeAt(nameEnd))) nameEnd++
  if (nameEnd === at || text.charCodeAt(nameEnd) !== colon) {
    return isBlank(text.charCodeAt(at)) ? refusals.folded : refusals.name
  }
  let from = nameEnd + 1
  while (isBlank(text.charCodeAt(from))) from++
  let end = from
  while (isOf(textual, text.charCodeAt(end))) end++
  if (text.charCodeAt(end) !== cr || text.charCodeAt(end + 1) !== lf) return refusals.lineEnd
  const next = end + 2
  while (end > from && isBlank(text.charCodeAt(end - 1))) end--
  headers.push([text.slice(at, nameEnd), text.slice(from, end)])
  return next
}

const isOf = (kind: number, code: number): boolean => ((characterClasses[code] ?? 0) & kind) !== 0

/** Whether these may be the beginning of a line; a sender of anything else need not be waited for. */
export const mayBeLine = (bytes: Buffer): boolean => bytes.every(code => code === cr || isOf(textual, code))

/** What the headers say of the request itself. */
export function concludeHead({ start, headers }: HeadLines): Head | Refusal {
  if (start === null) return refusals.startLine
  let hosts = 0
  let length: number | null = null
  let coding: string | null = null
  let connection = ''
  let expectation = ''
  for (const [name, value] of headers) {
    switch (name.length) {
      case 4:
        if (name.toLowerCase() === 'host') hosts++
        break
      case 6:
        if (name.toLowerCase() === 'expect') expectation = value.toLowerCase()
        break
      case 10:
        if (name.toLowerCase() === 'connection') connection += `,${value.toLowerCase()}`
        break
      case 14:
        if (name.toLowerCase() !== 'content-length') break
        if (length !== null || !/^\d{1,15}$/.test(value)) return refusals.length
        length = Number(value)
        break
      case 17:
        if (name.toLowerCase() !== 'transfer-encoding') break
        if (coding !== null || value.toLowerCase() !== 'chunked') return refusals.coding
        coding = value
        break
    }
  }
  const isOld = start.httpVersion === '1.0'
  if (coding !== null && (length !== null || isOld)) return refusals.coding
  if (hosts > 1 || (hosts === 0 && !isOld)) return refusals.host
  const options = connection === '' ? [] : connection.split(',').map(option => option.trim())
  return {
    ...start,
    headers,
    length: coding === null ? (length ?? 0) : 'chunked',
    keepAlive: isOld ? options.includes('keep-alive') : !options.includes('close'),
    expectsContinue: expectation === '100-continue' && !isOld,
  }
}
