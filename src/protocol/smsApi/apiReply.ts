import { parseLosslessJson } from '../receipts/losslessJson.ts'
import { readXml, replyLimits, type XmlLimits } from '../xml/readXml.ts'
import { escapeText } from '../xml/writeXml.ts'
import type { XmlElement } from '../xml/xmlElement.ts'
import { excerpt, found, type Read, schemaProblem } from '../xml/xmlProblem.ts'

export type ReplyFormat = 'JSON' | 'XML'

/** A reply as it is to be written; an absent value leaves its name out. */
type ApiValue = string | number | readonly ApiValue[] | ApiObject | null
export type ApiObject = { readonly [name: string]: ApiValue }

/** A reply as it was read from either format: XML repeats an element where JSON has an array. */
export type ApiNode = {
  readonly text: string | null
  readonly fields: ReadonlyMap<string, readonly ApiNode[]>
}

export function writeApiReply(root: string, reply: ApiObject, format: ReplyFormat): string {
  switch (format) {
    case 'JSON':
      return JSON.stringify(reply, (_key, value) => (value === null ? undefined : value))
    case 'XML':
      return `<?xml version='1.0' encoding='UTF-8'?>${writeElement(root, reply)}`
    default:
      return format satisfies never
  }
}

function writeElement(name: string, value: ApiValue): string {
  if (value === null) return ''
  if (isList(value)) return value.map(item => writeElement(name, item)).join('')
  if (typeof value !== 'object') return `<${name}>${escapeText(String(value))}</${name}>`
  const content = Object.entries(value).map(([key, item]) => writeElement(key, item))
  return `<${name}>${content.join('')}</${name}>`
}

/** Reads a reply of either format; which one it is shows in its first character. */
export function readApiReply(input: Uint8Array | string, limits: XmlLimits = replyLimits): Read<ApiNode> {
  const text = typeof input === 'string' ? input : new TextDecoder().decode(input)
  if (/^\s*</.test(text)) {
    const root = readXml(input, limits)
    return root.ok ? found(nodeOfElement(root.value)) : root
  }
  const json = parseLosslessJson(text)
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return found(nodeOfJson(json))
  return schemaProblem(null, 'a reply in JSON or XML', text.trim() === '' ? 'nothing' : excerpt(text))
}

export function textIn(node: ApiNode | null, name: string): string | null {
  return nodeIn(node, name)?.text ?? null
}

export function integerIn(node: ApiNode | null, name: string): number | null {
  const text = textIn(node, name)
  return text !== null && /^[0-9]{1,15}$/.test(text.trim()) ? Number(text) : null
}

export function nodeIn(node: ApiNode | null, name: string): ApiNode | null {
  return node?.fields.get(name)?.[0] ?? null
}

export function nodesIn(node: ApiNode | null, name: string): readonly ApiNode[] {
  return node?.fields.get(name) ?? []
}

function isList(value: ApiValue): value is readonly ApiValue[] {
  return Array.isArray(value)
}

function nodeOfElement(element: XmlElement): ApiNode {
  const fields = new Map<string, ApiNode[]>()
  for (const child of element.children) append(fields, child.name, nodeOfElement(child))
  return { text: element.children.length === 0 ? element.text : null, fields }
}

function nodeOfJson(value: unknown): ApiNode {
  const fields = new Map<string, ApiNode[]>()
  if (typeof value !== 'object' || value === null) return { text: String(value), fields }
  for (const [name, item] of Object.entries(value)) {
    if (item === null) continue
    for (const each of Array.isArray(item) ? item : [item]) append(fields, name, nodeOfJson(each))
  }
  return { text: null, fields }
}

function append(fields: Map<string, ApiNode[]>, name: string, node: ApiNode): void {
  const known = fields.get(name)
  if (known === undefined) fields.set(name, [node])
  else known.push(node)
}
