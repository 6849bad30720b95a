/** The older protocol (2014-07-08) has its own namespace and otherwise nearly the same shapes. */
export type Dialect = 'mns' | 'mqs'

const namespaces: Readonly<Record<Dialect, string>> = {
  mns: 'http://mns.aliyuncs.com/doc/v1/',
  mqs: 'http://mqs.aliyuncs.com/doc/v1/',
}

const special = /[&<>\p{Cc}]/u
const everySpecial = /[&<>\p{Cc}]/gu

/**
 * Text as element content. A carriage return is written as a reference, since a reader of XML turns a bare one into a
 * line feed; other control characters, which XML 1.0 has no spelling for, are written the way XML 1.1 spells them.
 */
export function escapeText(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed()
  return special.test(wellFormed) ? wellFormed.replace(everySpecial, escapeCharacter) : wellFormed
}

function escapeCharacter(character: string): string {
  switch (character) {
    case '&':
      return '&amp;'
    case '<':
      return '&lt;'
    case '>':
      return '&gt;'
    case '\t':
    case '\n':
      return character
    case '\u0000':
      return '\uFFFD'
    default:
      return `&#${character.charCodeAt(0)};`
  }
}

export type FieldValue = string | number | boolean | null | undefined

/** One leaf element; nothing at all for a value that isn't there. */
export function field(name: string, value: FieldValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return `<${name}>${escapeText(value)}</${name}>`
  return `<${name}>${typeof value === 'number' ? value : value ? 'True' : 'False'}</${name}>`
}

/** A whole document. The namespace stands on the root alone: one SDK breaks on attributes further in. */
export function writeDocument(root: string, content: string, dialect: Dialect = 'mns'): string {
  return writeRoot(root, content, namespaces[dialect])
}

/** Errors have the namespace without its slash: as captured, and as one SDK must have it to know an error at all. */
export function writeErrorDocument(content: string, dialect: Dialect): string {
  return writeRoot('Error', content, namespaces[dialect].slice(0, -1))
}

function writeRoot(root: string, content: string, namespace: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="${namespace}">${content}</${root}>`
}
