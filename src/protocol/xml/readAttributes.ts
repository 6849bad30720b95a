import { resolveReferences } from './references.ts'
import type { XmlElement } from './xmlElement.ts'
import { excerpt } from './xmlProblem.ts'

const maxAttributes = 16
const attributePattern = /\s+([\p{L}_:][\p{L}\p{N}_:.-]*)\s*=\s*("[^"<]*"|'[^'<]*')/uy
const tailPattern = /\s*(\/?)>/y

type Attributes = { attributes: XmlElement['attributes']; empty: boolean; close: number }
type Problem = { expected: string; seen: string }

/** Attributes from the end of a tag's name up to its `>`, whose place is `close`. */
export function readAttributes(source: string, start: number): Attributes | Problem {
  const attributes: [string, string][] = []
  let position = start
  while (attributes.length < maxAttributes) {
    attributePattern.lastIndex = position
    const match = attributePattern.exec(source)
    if (match === null) break
    const [whole, name = '', quoted = ''] = match
    const value = resolveReferences(quoted.slice(1, -1))
    if (value === null)
      return { expected: 'a known reference after "&" in an attribute', seen: excerpt(quoted) }
    if (attributes.some(([known]) => known === name))
      return { expected: 'every attribute once', seen: `${name} twice` }
    attributes.push([name, value])
    position += whole.length
  }
  tailPattern.lastIndex = position
  const tail = tailPattern.exec(source)
  if (tail !== null) return { attributes, empty: tail[1] === '/', close: tailPattern.lastIndex - 1 }
  const seen = excerpt(source.slice(position, position + 41))
  return { expected: `at most ${maxAttributes} attributes as name="value"`, seen }
}
