import { characterData } from './characterData.ts'
import { readAttributes } from './readAttributes.ts'
import { resolveReferences } from './references.ts'
import type { XmlElement } from './xmlElement.ts'
import { excerpt, type Read, type XmlProblem } from './xmlProblem.ts'

const noChildren: readonly XmlElement[] = Object.freeze([])
const noAttributes: XmlElement['attributes'] = Object.freeze([])
/** What nearly every name is, found out several times as fast. */
const plainName = /^[A-Za-z_][A-Za-z0-9_.-]*$/
const namePattern = /^[\p{L}_:][\p{L}\p{N}_:.-]*$/u

type OpenElement = {
  name: string
  tag: string
  attributes: XmlElement['attributes']
  children: XmlElement[] | null
  text: string
}

/** Walks one document once, without recursion: what it may hold open is bounded by the depth alone. */
export class XmlScanner {
  private readonly source: string
  private readonly maxDepth: number
  private readonly literalElements: ReadonlySet<string>
  private readonly open: OpenElement[] = []
  private root: XmlElement | null = null
  private problem: XmlProblem | null = null
  private at = 0
  /** Known once a search for the end of a CDATA section has failed: keeps hostile input from repeating it. */
  private sectionsOver = false

  constructor(source: string, maxDepth: number, literalElements: ReadonlySet<string>) {
    this.source = source
    this.maxDepth = maxDepth
    this.literalElements = literalElements
  }

  read(): Read<XmlElement> {
    while (this.problem === null && this.step());
    if (this.problem !== null) return { ok: false, problem: this.problem }
    return this.result()
  }

  private result(): Read<XmlElement> {
    const unclosed = this.open.at(-1)
    if (unclosed !== undefined) {
      this.at = this.source.length
      return this.refuse(`</${unclosed.tag}>`, 'the end of the document')
    }
    if (this.root === null) {
      this.at = 0
      return this.refuse('a root element', 'an empty document')
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
      const tag = inner.slice(0, inner.search(/[\s=]/))
      const taken = readAttributes(this.source, this.at + 1 + tag.length)
      if ('expected' in taken) return this.fail(taken.expected, taken.seen)
      attributes = taken.attributes
      close = taken.close
      inner = taken.empty ? `${tag}/` : tag
    }
    const empty = inner.endsWith('/')
    const tag = (empty ? inner.slice(0, -1) : inner).trimEnd()
    if (!plainName.test(tag) && !namePattern.test(tag))
      return this.fail('an element name', excerpt(`<${inner}>`))
    if (this.root !== null) return this.fail('one root element', `a second one, <${tag}>`)
    if (this.open.length >= this.maxDepth) {
      return this.fail(`at most ${this.maxDepth} nested elements`, `<${tag}> deeper than that`, 'limit')
    }
    const colon = tag.indexOf(':')
    const name = colon < 0 ? tag : tag.slice(colon + 1)
    const opened: OpenElement = { name, tag, attributes, children: null, text: '' }
    this.at = close + 1
    if (empty) this.close(opened, '', false)
    else if (this.literalElements.has(name)) return this.takeLiteral(opened)
    else this.open.push(opened)
    return true
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

  private refuse(expected: string, seen: string): Read<never> {
    return { ok: false, problem: { kind: 'malformed', element: null, expected, seen, offset: this.at } }
  }

  private fail(expected: string, seen: string, kind: XmlProblem['kind'] = 'malformed'): false {
    const element = this.open.at(-1)?.name ?? null
    this.problem = { kind, element, expected, seen, offset: this.at }
    return false
  }
}
