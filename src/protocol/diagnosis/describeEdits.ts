import type { Edit } from './edit.ts'
import type { Cause } from './hypothesis.ts'

/** What happened, one sentence for each edit. */
export function explainEdits(edits: readonly Edit[]): string {
  return edits.map(explainEdit).join(' ')
}

function explainEdit({ kind, name, signed, received }: Edit): string {
  switch (kind) {
    case 'header-changed':
      return `${name} was ${show(signed)} when it was signed and is ${show(received)} now.`
    case 'header-removed':
      return `${name} was signed with the value ${show(signed)} and is missing now.`
    case 'header-added':
      return `${name} was not there when the request was signed; it is ${show(received)} now.`
    case 'target-changed':
      return `The request target was ${show(signed)} when it was signed and is ${show(received)} now.`
    case 'method-changed':
      return `The method was ${signed} when it was signed and is ${received} now.`
    case 'body-changed':
      return 'The body is not the one that was signed.'
    case 'wrong-key':
      return `It was signed with ${signed}, not with ${received}.`
    case 'wrong-scheme':
      return `The string was put together differently: ${signed}, where ${received}.`
    default:
      return kind satisfies never
  }
}

/** What to do about each cause, every advice once. */
export function adviseOn(causes: readonly Cause[]): string {
  return [...new Set(causes.map(cause => advice[cause]))].join(' ')
}

const advice: Readonly<Record<Cause, string>> = {
  'method-changed':
    'Let the proxy pass the method on; a redirect turns POST into GET, so answer at the registered address itself.',
  'content-type-respelled':
    'Check the signature over Content-Type exactly as received, before a framework or proxy adds a charset or changes its case.',
  'content-type-replaced': 'Keep the proxy from setting Content-Type.',
  'content-md5-reencoded':
    'Use the header Content-MD5 as it was received, not a digest of your own in another encoding.',
  'content-md5-replaced': 'Use the Content-MD5 that was received; do not compute it anew.',
  'body-changed': 'Read the raw bytes of the body, before anything parses it or changes its line feeds.',
  'date-replaced': 'Keep the proxy from writing Date anew.',
  'date-respelled': 'Use the text of Date as received, do not parse and print it.',
  'header-dropped': 'Let every x-mns- header pass, also through CGI and framework filters.',
  'header-added': 'Take the header away before the check, or stop the proxy or agent that adds it.',
  'header-respelled': 'Pass header values on byte by byte.',
  'header-replaced': 'Pass the x-mns- headers on as received.',
  'value-of-another-attempt':
    'Keep the headers of each delivery together: a retry has its own request id and date.',
  'query-changed': 'Sign and check the path with its query, as it stands in the request line.',
  'path-prefix-changed':
    'Check against the path MNS called, the registered one, not the path behind the proxy.',
  'path-respelled': 'Use the raw request target; do not decode or encode it.',
  'target-replaced': 'Check against the path and query of the registered endpoint.',
  'string-form':
    'Build the string by the rules: LF between the lines, extension headers in lower case and sorted, nothing after the target.',
  'signature-respelled': 'Take Authorization as it is: nothing before the base64, no URL decoding.',
  'other-key': 'Check with the certificate this request names, not with one stored earlier.',
  'other-hash': 'Check with the hash that the signer used.',
}

const longest = 120

/** Quoted, with invisible and non-ASCII characters escaped, and cut where it is long. */
function show(value: string | null): string {
  if (value === null) return 'nothing'
  const text = JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value)
  return text.replaceAll(/[\u007f-\u00a0]/g, character => `\\x${character.charCodeAt(0).toString(16)}`)
}
