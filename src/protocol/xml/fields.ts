import type { LiteralElements, XmlLimits } from './readXml.ts'
import { readXml } from './readXml.ts'
import { rawTextOf, textOf, type XmlElement } from './xmlElement.ts'
import { excerpt, found, type Read, schemaProblem, type XmlProblem } from './xmlProblem.ts'

/** Elements of all shapes here whose text a user writes freely. */
const userText: LiteralElements = new Set(['MessageBody', 'DirectMail', 'DirectSMS'])

/** A document whose root must have one of these names. */
export function readRoot(
  input: Uint8Array | string,
  roots: readonly string[],
  limits: XmlLimits,
  literalElements: LiteralElements = userText,
): Read<XmlElement> {
  const document = readXml(input, limits, literalElements)
  if (!document.ok || roots.includes(document.value.name)) return document
  const expected = `a root element ${roots.map(root => `<${root}>`).join(' or ')}`
  return schemaProblem(document.value.name, expected, `<${document.value.name}>`)
}

/** Takes typed values out of one element and remembers the first that doesn't fit. */
export class Fields {
  private readonly element: XmlElement
  private problem: XmlProblem | null = null

  constructor(element: XmlElement) {
    this.element = element
  }

  text(name: string): string | null {
    return textOf(this.element, name)
  }

  requiredText(name: string): string {
    return textOf(this.element, name) ?? this.miss(name)
  }

  /** Exactly as received: white space is part of what a user wrote. */
  requiredRawText(name: string): string {
    return rawTextOf(this.element, name) ?? this.miss(name)
  }

  integer(name: string): number | null {
    const text = textOf(this.element, name)
    if (text === null) return null
    const value = parseInteger(text)
    if (value === null) this.refuse(name, `a whole number in <${name}>`, excerpt(text))
    return value
  }

  requiredInteger(name: string): number {
    const value = this.integer(name)
    if (value === null && this.problem === null) this.miss(name)
    return value ?? 0
  }

  /** For replies, where one odd figure is no reason to lose the rest. */
  lenientInteger(name: string): number | null {
    const text = textOf(this.element, name)
    return text === null ? null : parseInteger(text)
  }

  boolean(name: string): boolean | null {
    const text = textOf(this.element, name)
    if (text === null) return null
    const value = parseBoolean(text)
    if (value === null) this.refuse(name, `True or False in <${name}>`, excerpt(text))
    return value
  }

  lenientBoolean(name: string): boolean | null {
    const text = textOf(this.element, name)
    return text === null ? null : parseBoolean(text)
  }

  result<T>(value: T): Read<T> {
    return this.problem === null ? found(value) : { ok: false, problem: this.problem }
  }

  private miss(name: string): string {
    const names = this.element.children.map(child => `<${child.name}>`)
    const seen = names.length === 0 ? 'nothing inside' : names.slice(0, 12).join(' ')
    this.refuse(name, `<${name}> inside <${this.element.name}>`, seen)
    return ''
  }

  private refuse(element: string, expected: string, seen: string): void {
    this.problem ??= { kind: 'schema', element, expected, seen, offset: null }
  }
}

function parseInteger(text: string): number | null {
  const value = /^-?[0-9]{1,16}$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(value) ? value : null
}

function parseBoolean(text: string): boolean | null {
  switch (text.toLowerCase()) {
    case 'true':
      return true
    case 'false':
      return false
    default:
      return null
  }
}

/** Reads every child of that name with one reader; the first problem ends it. */
export function readEach<T>(
  parent: XmlElement,
  name: string,
  read: (element: XmlElement) => Read<T>,
): Read<T[]> {
  const values: T[] = []
  for (const child of parent.children) {
    if (child.name !== name) continue
    const value = read(child)
    if (!value.ok) return value
    values.push(value.value)
  }
  return found(values)
}
