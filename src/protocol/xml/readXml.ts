import { resolveReferences } from './references.ts'
import type { XmlElement } from './xmlElement.ts'
import { excerpt, type Read, type XmlProblem } from './xmlProblem.ts'

export type XmlLimits = { readonly maxBytes: number; readonly maxDepth: number }

/** 64 KB of body text with every character escaped at its longest, and room for the elements around it. */
export const requestLimits: XmlLimits = { maxBytes: 6 * 65_536 + 8_192, maxDepth: 12 }

/** Sixteen such bodies. */
export const replyLimits: XmlLimits = { maxBytes: 16 * requestLimits.maxBytes, maxDepth: 12 }

/** Elements that hold text chosen by a user; some clients send it without escaping. */
export type LiteralElements = ReadonlySet<string>

const noLiterals: LiteralElements = new Set()
const noChildren: readonly XmlElement[] = Object.freeze([])
const noAttributes: XmlElement['attributes'] = Object.freeze([])
const decoder = new TextDecoder('utf-8', { fatal: true })
const maxAttributes = 16
const namePattern = /^[\p{L}_:][\p{L}\p{N}_:.-]*$/u
const attributePattern = /\s+([\p{L}_:][\p{L}\p{N}_:.-]*)\s*=\s*("[^"<]*"|'[^'<]*')/uy

type OpenElement = {
  name: string
  tag: string
  attributes: XmlElement['attributes']
  children: XmlElement[] | null
  text: string
}

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
  return decoded.ok ? new Scanner(decoded.value, limits, literalElements).read() : decoded
}

function decode(input: Uint8Array | string, limits: XmlLimits): Read<string> {
  const size = typeof input === 'string' ? Buffer.byteLength(input) : input.byteLength
  if (size > limits.maxBytes) {
    return refuse('limit', `at most ${limits.maxBytes} bytes of XML`, `${size} bytes`, null)
  }
  if (typeof input === 'string')
    return { ok: true, value: input.startsWith('\uFEFF') ? input.slice(1) : input }
  try {
    return { ok: true, value: decoder.decode(input) }
  } catch {
    return refuse('malformed', 'XML in UTF-8', 'bytes that are not UTF-8', null)
  }
}

function refuse(
  kind: XmlProblem['kind'],
  expected: string,
  seen: string,
  offset: number | null,
): Read<never> {
  return { ok: false, problem: { kind, element: null, expected, seen, offset } }
}

class Scanner {
  private readonly source: string
  private readonly limits: XmlLimits
  private readonly literalElements: LiteralElements
  private readonly open: OpenElement[] = []
  private root: XmlElement | null = null
  private problem: XmlProblem | null = null
  private at = 0
  /** Known once a search for the end of a CDATA section has failed: keeps hostile input from repeating it. */
  private sectionsOver = false

  constructor(source: string, limits: XmlLimits, literalElements: LiteralElements) {
    this.source = source
    this.limits = limits
    this.literalElements = literalElements
  }

  read(): Read<XmlElement> {
    while (this.problem === null && this.step());
    if (this.problem !== null) return { ok: false, problem: this.problem }
    const unclosed = this.open.at(-1)
    if (unclosed !== undefined) {
      return refuse('malformed', `</${unclosed.tag}>`, 'the end of the document', this.source.length)
    }
    if (this.root === null) {
      const seen = this.source.trim() === '' ? 'an empty document' : excerpt(this.source)
      return refuse('malformed', 'a root element', seen, 0)
    }
    return { ok: true, value: this.root }
  }

  /** Takes the text up to the next markup and that markup; false at the end or after a problem. */
  private step(): boolean {
    const markup = this.source.indexOf('<', this.at)
    const end = markup < 0 ? this.source.length : markup
    if (!this.takeText(end) || markup < 0) return false
    switch (this.source.charCodeAt(markup + 1)) {
      case 0x2f:
        return this.takeEndTag()
      case 0x21:
        return this.takeCommentOrCdata()
      case 0x3f:
        return this.takeInstruction()
      default:
        return this.takeStartTag()
    }
  }

  private takeText(end: number): boolean {
    if (end === this.at) return true
    const raw = this.source.slice(this.at, end)
    const parent = this.open.at(-1)
    if (parent === undefined) {
      if (raw.trim() !== '') return this.fail('markup outside the root element', excerpt(raw.trim()))
    } else {
      const text = resolveReferences(raw)
      if (text === null) {
        return this.fail('&lt; &gt; &amp; &quot; &apos; or a character reference after "&"', excerpt(raw))
      }
      parent.text += text
    }
    this.at = end
    return true
  }

  private takeStartTag(): boolean {
    let close = this.source.indexOf('>', this.at)
    if (close < 0) return this.fail('">" at the end of a tag', 'the end of the document')
    let inner = this.source.slice(this.at + 1, close)
    let attributes = noAttributes
    if (inner.includes('=')) {
      const taken = this.takeAttributes(inner)
      if (taken === null) return false
      attributes = taken.attributes
      close = taken.close
      inner = taken.tag
    }
    const empty = inner.endsWith('/')
    const tag = (empty ? inner.slice(0, -1) : inner).trimEnd()
    if (!namePattern.test(tag)) return this.fail('an element name', excerpt(`<${inner}>`))
    if (this.root !== null) return this.fail('one root element', `a second one, <${tag}>`)
    if (this.open.length >= this.limits.maxDepth) {
      return this.fail(
        `at most ${this.limits.maxDepth} nested elements`,
        `<${tag}> deeper than that`,
        'limit',
      )
    }
    const name = tag.slice(tag.indexOf(':') + 1)
    const opened: OpenElement = { name, tag, attributes, children: null, text: '' }
    this.at = close + 1
    if (empty) this.close(opened, '', false)
    else if (this.literalElements.has(name)) return this.takeLiteral(opened)
    else this.open.push(opened)
    return true
  }

  private takeAttributes(
    inner: string,
  ): { tag: string; attributes: XmlElement['attributes']; close: number } | null {
    const space = inner.search(/\s/)
    const tag = space < 0 ? inner : inner.slice(0, space)
    const attributes: [string, string][] = []
    let position = this.at + 1 + tag.length
    while (attributes.length < maxAttributes) {
      attributePattern.lastIndex = position
      const match = attributePattern.exec(this.source)
      if (match === null) break
      const [whole, name = '', quoted = ''] = match
      const value = resolveReferences(quoted.slice(1, -1))
      if (value === null) {
        this.fail('a known reference after "&" in an attribute', excerpt(quoted))
        return null
      }
      if (attributes.some(([known]) => known === name)) {
        this.fail('every attribute once', `${name} twice on <${tag}>`)
        return null
      }
      attributes.push([name, value])
      position += whole.length
    }
    const tail = /\s*(\/?)>/y
    tail.lastIndex = position
    const match = tail.exec(this.source)
    if (match === null) {
      this.fail(
        `at most ${maxAttributes} attributes as name="value"`,
        excerpt(this.source.slice(position, position + 40)),
      )
      return null
    }
    return { tag: tag + (match[1] ?? ''), attributes, close: tail.lastIndex - 1 }
  }

  private takeEndTag(): boolean {
    const opened = this.open.at(-1)
    const close = this.source.indexOf('>', this.at)
    const tag = this.source.slice(this.at + 2, close < 0 ? undefined : close).trimEnd()
    if (opened === undefined || close < 0 || tag !== opened.tag) {
      return this.fail(opened === undefined ? 'a start tag' : `</${opened.tag}>`, excerpt(`</${tag}>`))
    }
    this.open.pop()
    this.at = close + 1
    this.close(opened, opened.text, false)
    return true
  }

  private takeCommentOrCdata(): boolean {
    if (this.source.startsWith('<!--', this.at)) {
      const end = this.source.indexOf('-->', this.at + 4)
      if (end < 0) return this.fail('"-->" at the end of a comment', 'the end of the document')
      this.at = end + 3
      return true
    }
    const parent = this.open.at(-1)
    if (this.source.startsWith('<![CDATA[', this.at) && parent !== undefined) {
      const end = this.source.indexOf(']]>', this.at + 9)
      if (end < 0) return this.fail('"]]>" at the end of a CDATA section', 'the end of the document')
      parent.text += this.source.slice(this.at + 9, end)
      this.at = end + 3
      return true
    }
    return this.fail('an element (a DTD is not accepted)', excerpt(this.source.slice(this.at, this.at + 40)))
  }

  private takeInstruction(): boolean {
    const end = this.source.indexOf('?>', this.at)
    if (end < 0) return this.fail('"?>" at the end of a declaration', 'the end of the document')
    this.at = end + 2
    return true
  }

  /** Content of a user's text element: character data if it is that, or else whatever stands before the end tag. */
  private takeLiteral(opened: OpenElement): boolean {
    const end = this.endOfLiteral(opened.tag)
    if (end === null) return this.fail(`</${opened.tag}>`, 'the end of the document')
    const raw = this.source.slice(this.at, end.start)
    const text = characterData(raw)
    this.at = end.after
    this.close(opened, text ?? raw, text === null)
    return true
  }

  /** An end tag inside a CDATA section is text; a section that is never closed was no section. */
  private endOfLiteral(tag: string): { start: number; after: number } | null {
    let from = this.at
    for (;;) {
      const start = this.source.indexOf(`</${tag}`, from)
      if (start < 0) return null
      const sectionEnd = this.sectionEndAfter(from, start)
      if (sectionEnd >= 0) {
        from = sectionEnd + 3
        continue
      }
      from = start + tag.length + 2
      while (/\s/.test(this.source.charAt(from))) from++
      if (this.source.charAt(from) === '>') return { start, after: from + 1 }
    }
  }

  /** Where the CDATA section ends that is still open at `until`; -1 where there is none. */
  private sectionEndAfter(from: number, until: number): number {
    if (this.sectionsOver) return -1
    const passed = this.source.slice(from, until)
    const section = passed.lastIndexOf('<![CDATA[')
    if (section < 0 || passed.includes(']]>', section)) return -1
    const end = this.source.indexOf(']]>', until)
    this.sectionsOver = end < 0
    return end
  }

  private close(opened: OpenElement, text: string, literal: boolean): void {
    const { name, attributes, children } = opened
    const element: XmlElement = { name, attributes, children: children ?? noChildren, text, literal }
    const parent = this.open.at(-1)
    if (parent === undefined) this.root = element
    else if (parent.children === null) parent.children = [element]
    else parent.children.push(element)
  }

  private fail(expected: string, seen: string, kind: XmlProblem['kind'] = 'malformed'): false {
    const element = this.open.at(-1)?.name ?? null
    this.problem = { kind, element, expected, seen, offset: this.at }
    return false
  }
}

/** Text and CDATA sections as one string; null where the content holds any other markup or a stray `&`. */
function characterData(raw: string): string | null {
  if (!raw.includes('<')) return resolveReferences(raw)
  let text = ''
  let from = 0
  for (;;) {
    const markup = raw.indexOf('<', from)
    const piece = resolveReferences(markup < 0 ? raw.slice(from) : raw.slice(from, markup))
    if (piece === null) return null
    text += piece
    if (markup < 0) return text
    if (!raw.startsWith('<![CDATA[', markup)) return null
    const end = raw.indexOf(']]>', markup)
    if (end < 0) return null
    text += raw.slice(markup + 9, end)
    from = end + 3
  }
}
