import type { HttpRequest } from '../httpRequest.ts'

export type VerifierLanguage = 'node' | 'java' | 'python' | 'go' | 'php'

/** What a generated program is about; headers by lower-case name, a character for each byte. */
export type VerifierParts = {
  /** Certificates are fetched from these and nowhere else; each is `scheme://host` or `scheme://host:port`. */
  readonly origins: readonly string[]
  /** The one address that is still sent with http. */
  readonly knownHttpUrl: string
  readonly method: HttpRequest['method']
  readonly target: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Base64. */
  readonly body: string
}

/** A literal that JavaScript, Python and Java read alike. */
export function quoteText(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\uffff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** A literal of bytes that Go and PHP read alike; PHP would read a variable after `$`. */
export function quoteBytes(text: string): string {
  const escaped = text.replaceAll(/["\\]/g, '\\$&')
  return `"${escaped.replaceAll(/[^\x20-\x7e]|\$/g, character => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}"`
}

export function indentEach(lines: readonly string[], indent: string): string {
  return lines.map(line => `${indent}${line}`).join('\n')
}
