import { formatIsoTime, parseIsoTime } from '../canonical/isoTime.ts'
import { compareText, decodeCanonical, percentEncode, splitQuery } from '../canonical/percentEncoding.ts'
import { headerEdit } from './edit.ts'
import { type Composed, type Mistake, mistake } from './mistake.ts'

type Encode = (text: string) => string

export type RpcParts = {
  readonly method: string
  readonly path: string
  /** Decoded, in the order in which they are signed. */
  readonly parameters: readonly (readonly [name: string, value: string])[]
  /** Of names and values, and of the whole once more. */
  readonly inner: Encode
  readonly outer: Encode
  readonly keyOf: Composed['keyOf']
}

/** Read back out of the string that a check expects. */
export function partsOfRpc(stringToSign: string): RpcParts {
  const [method = '', path = '', whole = ''] = stringToSign.split('&')
  const parameters = splitQuery(decodeCanonical(whole)).map(
    ([name, value]) => [decodeCanonical(name), decodeCanonical(value)] as const,
  )
  return { method, path, parameters, inner: percentEncode, outer: percentEncode, keyOf: withAmpersand }
}

export function composeRpc({ method, path, parameters, inner, outer, keyOf }: RpcParts): Composed {
  const query = parameters.map(([name, value]) => `${inner(name)}=${inner(value)}`).join('&')
  return { text: `${method}&${path}&${outer(query)}`, keyOf }
}

const withAmpersand = (secret: string): string => `${secret}&`
const asItIs = (secret: string): string => secret

/** The clock may be read again between signing and sending. */
const secondsApart = 5

/** What encoders of other kinds do that this one must not. */
const encoders: readonly (readonly [done: string, rule: string, encode: Encode])[] = [
  ['spaces were written as +', 'they are written as %20', text => percentEncode(text).replaceAll('%20', '+')],
  ['stars stood bare', 'they are written as %2A', text => percentEncode(text).replaceAll('%2A', '*')],
  ['tildes were escaped', 'they stand bare', text => percentEncode(text).replaceAll('~', '%7E')],
  ['slashes stood bare', 'they are written as %2F', text => percentEncode(text).replaceAll('%2F', '/')],
  [
    'escapes were in small letters',
    'they are in capitals',
    text => percentEncode(text).replaceAll(/%[0-9A-F]{2}/g, escaped => escaped.toLowerCase()),
  ],
  [
    "the characters ! ' ( ) * stood bare, as encodeURIComponent leaves them",
    'they are escaped',
    text => encodeLoosely(text),
  ],
  [
    'text was encoded as a form is: + for spaces, stars bare, tildes escaped',
    'spaces are %20, stars %2A, tildes bare',
    text => percentEncode(text).replaceAll('%20', '+').replaceAll('%2A', '*').replaceAll('~', '%7E'),
  ],
  [
    'text was encoded as a form is: + for spaces, tildes escaped',
    'spaces are %20, tildes bare',
    text => percentEncode(text).replaceAll('%20', '+').replaceAll('~', '%7E'),
  ],
]

const kept = ['!', "'", '(', ')', '*']

function encodeLoosely(text: string): string {
  return kept.reduce(
    (encoded, character) =>
      encoded.replaceAll(`%${character.charCodeAt(0).toString(16).toUpperCase()}`, character),
    percentEncode(text),
  )
}

export function rpcMistakes({ parameters }: RpcParts): Mistake<RpcParts>[] {
  return [
    mistake(
      'key',
      ['the secret itself was the key', 'the key is the secret with an ampersand behind it'],
      parts => ({ ...parts, keyOf: asItIs }),
      'other-scheme',
    ),
    ...encoders.flatMap(([done, rule, encode]) => [
      mistake<RpcParts>('encoding', [done, rule], parts => ({ ...parts, inner: encode })),
      mistake<RpcParts>('encoding', [done, rule], parts => ({ ...parts, inner: encode, outer: encode })),
    ]),
    mistake('encoding', ['the parameters were encoded once', 'they are encoded twice'], parts => ({
      ...parts,
      outer: text => text,
    })),
    mistake(
      'encoding',
      ['values were not encoded before the whole was', 'they are encoded twice'],
      parts => ({
        ...parts,
        inner: text => text,
      }),
    ),
    mistake('path', ['the path stood bare', 'it is written as %2F'], parts => ({ ...parts, path: '/' })),
    ...(['GET', 'POST', 'PUT'] as const).map(method =>
      mistake<RpcParts>(
        'method',
        [`it was signed as ${method}`, 'the method is the one it was sent with'],
        parts => ({
          ...parts,
          method,
        }),
      ),
    ),
    mistake('order', ['parameters were sorted without regard to case', 'capitals come first'], parts => ({
      ...parts,
      parameters: parts.parameters.toSorted(([left], [right]) =>
        compareText(left.toLowerCase(), right.toLowerCase()),
      ),
    })),
    ...parameters.map(([name, value]) => ({
      edit: headerEdit(name, null, value),
      cause: 'parameter-unsigned' as const,
      apply: (parts: RpcParts) => ({
        ...parts,
        parameters: parts.parameters.filter(([other]) => other !== name),
      }),
    })),
    ...otherTimes(parameters),
  ]
}

function otherTimes(parameters: RpcParts['parameters']): Mistake<RpcParts>[] {
  const [name, received = ''] = parameters.find(([known]) => known === 'Timestamp') ?? []
  const time = parseIsoTime(received)
  if (name === undefined || time === null) return []
  return Array.from({ length: 2 * secondsApart + 1 }, (_, at) => at - secondsApart)
    .filter(seconds => seconds !== 0)
    .map(seconds => {
      const signed = formatIsoTime(time + seconds * 1000)
      return {
        edit: headerEdit(name, signed, received),
        cause: 'date-replaced',
        apply: parts => ({
          ...parts,
          parameters: parts.parameters.map(pair => (pair[0] === name ? [name, signed] : pair)),
        }),
      }
    })
}
