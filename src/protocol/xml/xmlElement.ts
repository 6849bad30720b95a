export type XmlElement = {
  /** Local name: a prefix is dropped, since the wire knows one namespace in several spellings. */
  readonly name: string
  readonly attributes: readonly (readonly [name: string, value: string])[]
  readonly children: readonly XmlElement[]
  /** All character data directly inside, references resolved, white space as received. */
  readonly text: string
  /** True where the text was taken as it stood because its sender escapes nothing. */
  readonly literal: boolean
}

/** The first child of that name: a repeated field never overrides what was read before it. */
export function childOf(parent: XmlElement, name: string): XmlElement | undefined {
  for (const child of parent.children) if (child.name === name) return child
  return undefined
}

/** Text of the first child of that name, exactly as received; null where there is none. */
export function rawTextOf(parent: XmlElement, name: string): string | null {
  return childOf(parent, name)?.text ?? null
}

/** The same without the white space that pretty-printing leaves around names, ids and URLs. */
export function textOf(parent: XmlElement, name: string): string | null {
  return childOf(parent, name)?.text.trim() ?? null
}
