import { hash } from 'node:crypto'
import { formatIsoTime, parseIsoTime } from '../canonical/isoTime.ts'
import { originForm } from '../canonical/originForm.ts'
import { wireBytes } from '../canonical/wireEncoding.ts'
import { type HttpRequest, headerValue } from '../httpRequest.ts'
import { explainAcs3, parseAcs3Authorization } from '../requestSignature/acs3.ts'
import { headerEdit } from './edit.ts'
import { type Composed, type Mistake, mistake } from './mistake.ts'

export type Acs3Parts = {
  readonly word: string
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** The names as a line of their own. */
  readonly names: readonly string[]
  readonly separator: readonly string[]
  readonly digest: string
  readonly lineEnd: string
  readonly keyOf: Composed['keyOf']
}

/** What the hashed request is made of; null for one of another scheme. */
export function partsOfAcs3(request: HttpRequest): Acs3Parts | null {
  const claim = parseAcs3Authorization(headerValue(request.headers, 'authorization') ?? '')
  const composed = explainAcs3(request)
  if (claim === null || composed?.hashed === null || composed?.hashed === undefined) return null
  const { hashed, lines } = composed
  const textOf = (kind: string) => hashed.find(({ source }) => source.kind === kind)?.text ?? ''
  const headers = hashed
    .filter(({ source }) => source.kind === 'header' || source.kind === 'absent-header')
    .map(({ text }) => [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1)] as const)
  return {
    word: lines[0]?.text ?? '',
    method: textOf('method'),
    path: textOf('path'),
    query: textOf('query'),
    headers,
    names: claim.signedHeaders,
    separator: [''],
    digest: textOf('body-digest'),
    lineEnd: '\n',
    keyOf: asItIs,
  }
}

export function composeAcs3Parts(parts: Acs3Parts): Composed {
  const { word, method, path, query, headers, names, separator, digest, lineEnd, keyOf } = parts
  const hashed = [
    method,
    path,
    query,
    ...headers.map(([name, value]) => `${name}:${value}`),
    ...separator,
    names.join(';'),
    digest,
  ].join(lineEnd)
  const text = `${word}${lineEnd}${hash('sha256', wireBytes(hashed), 'hex')}`
  return { text, keyOf }
}

const asItIs = (secret: string): string => secret

const secondsApart = 5

export function acs3Mistakes(request: HttpRequest, received: Acs3Parts): Mistake<Acs3Parts>[] {
  const target = originForm(request.target)
  const [path = ''] = target.split('?', 1)
  const query = target.slice(path.length + 1)
  const digests = [
    [hash('sha256', '', 'hex'), 'the digest was that of an empty body'],
    [hash('sha256', request.body, 'hex'), 'the digest was computed from the body as it is here'],
    ['UNSIGNED-PAYLOAD', 'UNSIGNED-PAYLOAD stood for the digest'],
    [received.digest.toUpperCase(), 'the digest was in capitals'],
    [hash('sha256', request.body, 'base64'), 'the digest was in base64'],
    ['', 'the digest was left out'],
  ] as const
  const rule = 'the last line is x-acs-content-sha256 as it is sent'
  const queryRule = 'its parameters are sorted, with spaces as %20, stars as %2A and tildes bare'
  return [
    ...digests.map(([digest, done]) =>
      mistake<Acs3Parts>('body-digest', [done, rule], parts => ({ ...parts, digest })),
    ),
    ...unsignedHeaders(received),
    ...otherHeaders(request, received),
    ...otherTimes(received),
    mistake(
      'header-list',
      ['the list of signed headers was sorted anew', 'it stands as it is sent'],
      parts => ({
        ...parts,
        names: parts.names.toSorted(),
        headers: parts.headers.toSorted(([left], [right]) => (left < right ? -1 : 1)),
      }),
    ),
    mistake(
      'header-list',
      ['the list of signed headers was left out', 'it has a line of its own'],
      parts => ({
        ...parts,
        names: [],
      }),
    ),
    mistake('empty-line', ['no empty line followed the headers', 'one does'], parts => ({
      ...parts,
      separator: [],
    })),
    mistake('query', ['the query was taken as sent', queryRule], parts => ({ ...parts, query })),
    mistake('query', ['the query was left out', 'it has a line of its own'], parts => ({
      ...parts,
      query: '',
    })),
    ...(
      [
        ['spaces were written as +', '%20', '+'],
        ['stars stood bare', '%2A', '*'],
        ['tildes were escaped', '~', '%7E'],
      ] as const
    ).map(([done, right, wrong]) =>
      mistake<Acs3Parts>('encoding', [done, queryRule], parts => ({
        ...parts,
        query: parts.query.replaceAll(right, wrong),
      })),
    ),
    mistake('path', ['the path was left empty', 'it is / at least'], parts => ({ ...parts, path: '' })),
    mistake('path', ['the path was taken as sent', 'it is encoded anew'], parts => ({ ...parts, path })),
    ...(['GET', 'POST', request.method.toLowerCase()] as const).map(method =>
      mistake<Acs3Parts>(
        'method',
        [`it was signed as ${method}`, 'the method is the one it was sent with'],
        parts => ({
          ...parts,
          method,
        }),
      ),
    ),
    mistake('line-end', ['lines ended in CR LF', 'lines end in LF'], parts => ({
      ...parts,
      lineEnd: '\r\n',
    })),
    mistake(
      'key',
      ['an ampersand stood behind the secret, as RPC has it', 'the secret itself is the key'],
      parts => ({ ...parts, keyOf: secret => `${secret}&` }),
      'other-scheme',
    ),
    mistake(
      'key',
      ['the word of the scheme stood before the secret', 'the secret itself is the key'],
      parts => ({ ...parts, keyOf: secret => `ACS3${secret}` }),
      'other-scheme',
    ),
  ]
}

function unsignedHeaders({ headers, names }: Acs3Parts): Mistake<Acs3Parts>[] {
  return headers.flatMap(([name]) => [
    mistake<Acs3Parts>(
      'headers',
      [`${name} had no line`, 'every header of the list has one'],
      parts => ({ ...parts, headers: parts.headers.filter(([other]) => other !== name) }),
      'header-added',
    ),
    mistake<Acs3Parts>(
      'headers',
      [`${name} was not among the signed headers`, `the list names ${names.join(';')}`],
      parts => ({
        ...parts,
        headers: parts.headers.filter(([other]) => other !== name),
        names: parts.names.filter(other => other !== name),
      }),
      'header-added',
    ),
  ])
}

/** Sent and signed, but not in the list. */
function otherHeaders({ headers }: HttpRequest, { names }: Acs3Parts): Mistake<Acs3Parts>[] {
  const unlisted = new Map(
    headers
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => !names.includes(name)),
  )
  unlisted.delete('authorization')
  const sorted = (list: Acs3Parts['headers']) => list.toSorted(([left], [right]) => (left < right ? -1 : 1))
  return [...unlisted].slice(0, 12).map(([name, value]) =>
    mistake('headers', [`${name} was signed as well`, `the list names ${names.join(';')}`], parts => ({
      ...parts,
      headers: sorted([...parts.headers, [name, value.trim()]]),
      names: [...parts.names, name].toSorted(),
    })),
  )
}

function otherTimes({ headers }: Acs3Parts): Mistake<Acs3Parts>[] {
  const name = 'x-acs-date'
  const received = headers.find(([other]) => other === name)?.[1] ?? ''
  const time = parseIsoTime(received)
  if (time === null) return []
  return Array.from({ length: 2 * secondsApart + 1 }, (_, at) => at - secondsApart)
    .filter(seconds => seconds !== 0)
    .map(seconds => {
      const signed = formatIsoTime(time + seconds * 1000)
      return {
        edit: headerEdit(name, signed, received),
        cause: 'date-replaced',
        apply: parts => ({
          ...parts,
          headers: parts.headers.map(header => (header[0] === name ? [name, signed] : header)),
        }),
      }
    })
}
