import type { Edit } from './edit.ts'
import { quote } from './quote.ts'

/** How a developer's string differs from the right one, one sentence for each difference. */
export function describeOwnString(edits: readonly Edit[]): string {
  return edits.map(describeEdit).join(' ')
}

function describeEdit({ kind, name, signed, received }: Edit): string {
  switch (kind) {
    case 'header-changed':
      return `It has ${quote(signed)} for ${name}, the request has ${quote(received)}.`
    case 'header-removed':
      return `It has ${quote(signed)} for ${name}, a header that the request does not have.`
    case 'header-added':
      return `It leaves out ${name}, which the request has: ${quote(received)}.`
    case 'target-changed':
      return `It has the target ${quote(signed)}, the request has ${quote(received)}.`
    case 'method-changed':
      return `It has the method ${signed}, the request has ${received}.`
    case 'body-changed':
      return 'Its digest is that of another body.'
    case 'wrong-scheme':
      return `It breaks a rule: ${received}, but ${signed}.`
    case 'wrong-key':
      return 'It was made for another key.'
    default:
      return kind satisfies never
  }
}
