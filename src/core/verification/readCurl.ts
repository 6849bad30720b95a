import type { Words } from '../../contract/words.ts'
import type { HttpRequest } from '../../protocol/httpRequest.ts'

export type CurlReading =
  | { outcome: 'request'; request: HttpRequest }
  | { outcome: 'unusable'; reason: Words }

/** Options with a value that changes nothing of the request itself. */
const otherValued = new Set([
  '-o',
  '--output',
  '-m',
  '--max-time',
  '--connect-timeout',
  '-x',
  '--proxy',
  '--cacert',
  '--resolve',
  '-w',
  '--write-out',
  '--retry',
])
const bodyOptions = new Set(['-d', '--data', '--data-ascii', '--data-raw', '--data-binary'])

/** Reads a curl command as browsers and our own window copy it: bash quoting, any order of options. */
export function readCurl(text: string): CurlReading {
  const words = splitWords(text)
  if (words === null) return unusable('a quote in it is never closed', '有一个引号没有闭合')
  if (words[0] !== 'curl') return unusable('it does not begin with curl', '不是以 curl 开头')
  const headers: [string, string][] = []
  const body: string[] = []
  let method: string | null = null
  let url: string | null = null
  for (let at = 1; at < words.length; at++) {
    const { name, value: inline } = splitOption(words[at] ?? '')
    const value = (): string => inline ?? words[++at] ?? ''
    if (name === '-X' || name === '--request') method = value()
    else if (name === '-H' || name === '--header') headers.push(...readHeader(value()))
    else if (name === '-A' || name === '--user-agent') headers.push(['User-Agent', value()])
    else if (name === '-b' || name === '--cookie') headers.push(['Cookie', value()])
    else if (name === '--url') url = value()
    else if (bodyOptions.has(name)) {
      const data = value()
      if (data.startsWith('@') && name !== '--data-raw') {
        const file = data.slice(1)
        return unusable(
          `its body comes from the file ${file}, which is not part of it`,
          `正文来自文件 ${file}，而命令中没有其内容`,
        )
      }
      body.push(data)
    } else if (otherValued.has(name)) value()
    else if (!name.startsWith('-')) url ??= name
  }
  const address = url !== null && /^https?:\/\//i.test(url) ? url : `http://${url ?? ''}`
  if (url === null || !URL.canParse(address))
    return unusable('an address that can be read is expected', '缺少有效的地址')
  const { origin, host } = new URL(address)
  const target = address.startsWith(origin) ? address.slice(origin.length) || '/' : new URL(address).pathname
  if (!headers.some(([name]) => name.toLowerCase() === 'host')) headers.unshift(['Host', host])
  return {
    outcome: 'request',
    request: {
      method: method ?? (body.length > 0 ? 'POST' : 'GET'),
      target: target.startsWith('/') ? target : `/${target}`,
      headers,
      body: Buffer.from(body.join('&'), 'latin1'),
    },
  }
}

function splitOption(word: string): { name: string; value: string | null } {
  const short = /^(-[XHAbdmoxw])(.+)$/s.exec(word)
  if (short !== null) return { name: short[1] ?? '', value: short[2] ?? '' }
  return { name: word, value: null }
}

/** `Name: value`; `Name;` stands for an empty value, `Name:` takes a header away. */
function readHeader(text: string): [string, string][] {
  const pair = /^([^:]+):[ \t]*(.*?)[ \t]*$/s.exec(text)
  if (pair !== null) return pair[2] === '' ? [] : [[pair[1] ?? '', pair[2] ?? '']]
  return text.endsWith(';') ? [[text.slice(0, -1), '']] : []
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\x1b',
}

/** The words of one command as bash sees them, one character per byte; null where a quote stays open. */
export function splitWords(text: string): string[] | null {
  const words: string[] = []
  let word: string | null = null
  let at = 0
  const until = (quote: string): string | null => {
    const end = text.indexOf(quote, at)
    if (end < 0) return null
    const inside = text.slice(at, end)
    at = end + 1
    return inside
  }
  while (at < text.length) {
    const character = text.charAt(at++)
    if (character === "'") {
      const inside = until("'")
      if (inside === null) return null
      word = (word ?? '') + inside
    } else if (character === '$' && text[at] === "'") {
      at++
      const read = readAnsi(text, at)
      if (read === null) return null
      word = (word ?? '') + read.text
      at = read.end
    } else if (character === '"') {
      const read = readDouble(text, at)
      if (read === null) return null
      word = (word ?? '') + read.text
      at = read.end
    } else if (character === '\\') {
      const next = text.charAt(at)
      at += next === '\r' ? 2 : 1
      if (next !== '\n' && next !== '\r') word = (word ?? '') + next
    } else if (/\s/.test(character)) {
      if (word !== null) words.push(word)
      word = null
    } else word = (word ?? '') + character
  }
  if (word !== null) words.push(word)
  return words
}

function readDouble(text: string, start: number): { text: string; end: number } | null {
  let inside = ''
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '"') return { text: inside, end: at + 1 }
    if (character === '\\' && '"\\$`\n'.includes(text.charAt(at + 1))) {
      at++
      if (text.charAt(at) !== '\n') inside += text.charAt(at)
    } else inside += character
  }
  return null
}

/** `$'…'`, with its escapes. */
function readAnsi(text: string, start: number): { text: string; end: number } | null {
  let inside = ''
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === "'") return { text: inside, end: at + 1 }
    if (character !== '\\') {
      inside += character
      continue
    }
    const rest = text.slice(at + 1, at + 12)
    const hex = /^x([0-9a-f]{1,2})/i.exec(rest)
    const wide = /^u([0-9a-f]{1,4})/i.exec(rest) ?? /^U([0-9a-f]{1,8})/.exec(rest)
    const octal = /^[0-7]{1,3}/.exec(rest)
    if (hex !== null) {
      inside += String.fromCharCode(Number.parseInt(hex[1] ?? '', 16))
      at += hex[0].length
    } else if (wide !== null) {
      const point = Math.min(Number.parseInt(wide[1] ?? '', 16), 0x10ffff)
      inside += Buffer.from(String.fromCodePoint(point), 'utf8').toString('latin1')
      at += wide[0].length
    } else if (octal !== null) {
      inside += String.fromCharCode(Number.parseInt(octal[0], 8) & 0xff)
      at += octal[0].length
    } else {
      const letter = rest.charAt(0)
      inside += Object.hasOwn(escapes, letter) ? (escapes[letter] ?? '') : letter
      at++
    }
  }
  return null
}

function unusable(en: string, zh: string): CurlReading {
  const reason = { en: `The curl command can't be used: ${en}`, zh: `无法使用该 curl 命令：${zh}` }
  return { outcome: 'unusable', reason }
}
