import type { Edit } from './edit.ts'
import type { Cause } from './hypothesis.ts'
import { quote } from './quote.ts'

/** What happened, one sentence for each edit. */
export function explainEdits(edits: readonly Edit[]): string {
  return edits.map(explainEdit).join(' ')
}

function explainEdit({ kind, name, signed, received }: Edit): string {
  switch (kind) {
    case 'header-changed':
      return `${name} was ${quote(signed)} when it was signed and is ${quote(received)} now.`
    case 'header-removed':
      return `${name} was signed with the value ${quote(signed)} and is missing now.`
    case 'header-added':
      return `${name} was not there when the request was signed; it is ${quote(received)} now.`
    case 'target-changed':
      return `The request target was ${quote(signed)} when it was signed and is ${quote(received)} now.`
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
export function adviseOn(causes: readonly Cause[], signedBy: 'service' | 'client' = 'service'): string {
  const own = signedBy === 'client' ? clientAdvice : {}
  return [...new Set(causes.map(cause => own[cause] ?? advice[cause]))].join(' ')
}

/** Where the signer is the developer's own program, the same cause asks for something else. */
const clientAdvice: Readonly<Partial<Record<Cause, string>>> = {
  'content-type-respelled':
    'Sign Content-Type exactly as it is sent: the HTTP library may add a charset or change its case.',
  'content-type-replaced': 'Set Content-Type before signing, so that the HTTP library does not choose one.',
  'content-md5-reencoded': 'Sign the Content-MD5 that is sent, in the encoding it is sent in.',
  'content-md5-replaced': 'Compute Content-MD5 once, over the bytes that are sent, and sign that text.',
  'body-changed': 'Compute Content-MD5 over the very bytes that are sent.',
  'date-replaced': 'Set Date yourself, or sign x-mns-date: the HTTP library wrote another one.',
  'date-respelled': 'Sign the text of the date that is sent, in GMT.',
  'header-dropped': 'Sign only headers that are sent; something on the way removed one.',
  'header-added': 'Sign every x-mns- header that is sent, and no line for one that is not.',
  'header-respelled': 'Sign header values exactly as they are sent.',
  'header-replaced': 'Sign header values exactly as they are sent.',
  'query-changed': 'Sign the path with its query, exactly as sent.',
  'path-prefix-changed': 'Sign the path that is sent, with everything before and behind it.',
  'path-respelled': 'Sign the target exactly as it is sent: encode it once, before signing, and not again.',
  'target-replaced': 'Sign the path and query that are sent.',
  'signature-respelled': 'Send the signature in base64 as it is.',
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
  'other-hash': 'Sign and check with the hash that the scheme names.',
  'secret-misread': 'Trim what is read from files, variables and clipboards before it is used as a secret.',
  'id-and-secret-swapped':
    'Exchange AccessKey id and secret in the configuration, and replace the key: its secret was sent in the open.',
  'other-scheme': 'Sign by the scheme that the Authorization header names.',
  'other-region': 'Sign for the region whose address is called.',
  'other-scope':
    'Take day (of UTC), region, product and the words of the scheme from one place, for the string, the key and Authorization alike.',
  'parameter-unsigned':
    'Gather every parameter before signing, the common ones too, and add nothing but Signature afterwards.',
  'access-key-id-misspelled': 'Correct the AccessKey id: copy it again from where the key was made.',
}
