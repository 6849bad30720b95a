import { createHmac, hash } from 'node:crypto'
import { originForm } from '../canonical/originForm.ts'
import { compareText } from '../canonical/percentEncoding.ts'
import { regions } from '../endpoint/regions.ts'
import { type HttpRequest, headerValue } from '../httpRequest.ts'
import { apsaraV4, explainMnsV4, parseMnsV4Authorization, publicV4 } from '../requestSignature/mnsV4.ts'
import { type Composed, type Mistake, mistake } from './mistake.ts'

type V4Scope = {
  readonly day: string
  readonly region: string
  readonly product: string
  readonly end: string
}

export type V4Parts = {
  readonly word: string
  readonly time: string
  readonly scope: V4Scope
  /** Null where the secret itself is the key. */
  readonly key: (V4Scope & { readonly prefix: string; readonly hexadecimal: boolean }) | null
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: readonly string[]
  readonly tail: readonly string[]
  readonly lineEnd: string
}

/** What the string of a V4 request is made of; null for one of another scheme. */
export function partsOfV4(request: HttpRequest): V4Parts | null {
  const claim = parseMnsV4Authorization(headerValue(request.headers, 'authorization') ?? '')
  const lines = explainMnsV4(request)
  if (claim === null || lines === null) return null
  const textOf = (kind: string) => lines.find(({ source }) => source.kind === kind)?.text ?? ''
  const scope = { day: claim.day, region: claim.region, product: 'mns', end: claim.variant.scopeEnd }
  return {
    word: textOf('scheme'),
    time: textOf('time'),
    scope,
    key: { ...scope, prefix: claim.variant.keyPrefix, hexadecimal: false },
    method: textOf('method'),
    path: textOf('path'),
    query: textOf('query'),
    headers: lines.filter(({ source }) => source.kind === 'header').map(({ text }) => text),
    tail: ['', ''],
    lineEnd: '\n',
  }
}

export function composeV4({ scope, key, headers, tail, lineEnd, ...parts }: V4Parts): Composed {
  const { word, time, method, path, query } = parts
  const scopeLine = [scope.day, scope.region, scope.product, scope.end].join('/')
  const text = [word, time, scopeLine, method, path, query, ...headers, ...tail].join(lineEnd)
  return { text, keyOf: key === null ? asItIs : deriverOf(key) }
}

const asItIs = (secret: string): string => secret

type Key = NonNullable<V4Parts['key']>

/** The same function for the same key, so that what it makes of a secret can be used again. */
const derivers = new WeakMap<Key, (secret: string) => Uint8Array>()

function deriverOf(key: Key): (secret: string) => Uint8Array {
  const known = derivers.get(key)
  if (known !== undefined) return known
  const derive = (secret: string) => deriveKey(secret, key)
  derivers.set(key, derive)
  return derive
}

function deriveKey(secret: string, key: Key): Uint8Array {
  const start: Uint8Array = Buffer.from(key.prefix + secret)
  return [key.day, key.region, key.product, key.end].reduce((above, step) => {
    const mac = createHmac('sha256', above).update(step)
    return key.hexadecimal ? Buffer.from(mac.digest('hex')) : mac.digest()
  }, start)
}

/** In the string and in the key, as a client has it that is wrong about its own scope. */
function withScope(change: Partial<V4Scope>): (parts: V4Parts) => V4Parts {
  return parts => ({
    ...parts,
    scope: { ...parts.scope, ...change },
    key: parts.key === null ? null : { ...parts.key, ...change },
  })
}

function withKey(change: Partial<Key>): (parts: V4Parts) => V4Parts {
  return parts => ({ ...parts, key: parts.key === null ? null : { ...parts.key, ...change } })
}

/** The scope: which region, day, product and variant it was signed for. */
export function v4ScopeMistakes(parts: V4Parts): Mistake<V4Parts>[] {
  const { day, region, end } = parts.scope
  const other = end === publicV4.scopeEnd ? apsaraV4 : publicV4
  const own = other === publicV4 ? apsaraV4 : publicV4
  return [
    ...regions
      .filter(({ id }) => id !== region)
      .map(({ id }) =>
        mistake(
          'region',
          [`it was signed for ${id}`, `it names ${region}`],
          withScope({ region: id }),
          'other-region',
        ),
      ),
    ...neighbours(day).map(near =>
      mistake(
        'day',
        [`it was signed for the day ${near}`, `it names ${day}; days are those of UTC`],
        withScope({ day: near }),
        'other-scope',
      ),
    ),
    ...neighbours(day).map(near =>
      mistake(
        'day',
        [`the key was made for the day ${near}`, `it names ${day}; days are those of UTC`],
        withKey({ day: near }),
        'other-scope',
      ),
    ),
    ...['MNS', 'mq', 'smq', 'mqs', 'sms', 'dysmsapi', 'oss'].map(product =>
      mistake(
        'product',
        [`it was signed for the product ${product}`, 'the product is mns'],
        withScope({ product }),
        'other-scope',
      ),
    ),
    mistake(
      'variant',
      [`it was signed by the rules of ${other.word}`, `it names ${own.word}`],
      parts =>
        withKey({ prefix: other.keyPrefix })(
          withScope({ end: other.scopeEnd })({ ...parts, word: other.word }),
        ),
      'other-scope',
    ),
    mistake(
      'scope-end',
      [`the scope ended in ${other.scopeEnd}`, `it ends in ${own.scopeEnd}`],
      withScope({ end: other.scopeEnd }),
      'other-scope',
    ),
  ]
}

/** The key, and the form of the string. */
export function v4FormMistakes(request: HttpRequest): Mistake<V4Parts>[] {
  const target = originForm(request.target)
  const [path = ''] = target.split('?', 1)
  const query = target.slice(path.length + 1)
  const date = headerValue(request.headers, 'x-mns-date') ?? headerValue(request.headers, 'date') ?? ''
  const prefixes = [
    ['', 'nothing stood before the secret'],
    [publicV4.keyPrefix, `${publicV4.keyPrefix} stood before the secret`],
    [apsaraV4.keyPrefix, `${apsaraV4.keyPrefix} stood before the secret`],
    ['AWS4', 'AWS4 stood before the secret'],
  ] as const
  return [
    mistake(
      'key',
      ['the secret itself was the key', 'a key for day and region is made of the secret'],
      parts => ({ ...parts, key: null }),
      'other-scheme',
    ),
    mistake(
      'key',
      ['each step of the key was written in hex', 'the next step takes its bytes'],
      withKey({ hexadecimal: true }),
    ),
    ...prefixes.map(([prefix, done]) =>
      mistake<V4Parts>(
        'key-prefix',
        [done, 'the word of the scheme does: aliyun_v4, or apsara_v4 in private clouds'],
        withKey({ prefix }),
        'other-scope',
      ),
    ),
    mistake('time', ['the time was written as Date has it', 'it is written as yyyyMMddTHHmmssZ'], parts => ({
      ...parts,
      time: date,
    })),
    mistake(
      'time',
      ['the time was written with dashes and colons', 'it is written as yyyyMMddTHHmmssZ'],
      parts => ({
        ...parts,
        time: parts.time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
      }),
    ),
    ...[
      [hash('sha256', request.body, 'hex'), 'the SHA-256 of the body stood at the end'],
      ['UNSIGNED-PAYLOAD', 'UNSIGNED-PAYLOAD stood at the end'],
    ].map(([digest = '', done = '']) =>
      mistake<V4Parts>('body-digest', [done, 'the string ends in two empty lines'], parts => ({
        ...parts,
        tail: ['', digest],
      })),
    ),
    ...[[], ['']].map(tail =>
      mistake<V4Parts>(
        'last-line',
        [
          tail.length === 0 ? 'both empty lines were left out' : 'one empty line was left out',
          'the string ends in two empty lines',
        ],
        parts => ({ ...parts, tail }),
      ),
    ),
    mistake('line-end', ['lines ended in CR LF', 'lines end in LF'], parts => ({
      ...parts,
      lineEnd: '\r\n',
    })),
    ...(['content-md5', 'content-type', 'x-mns-'] as const).map(name =>
      mistake<V4Parts>(
        'headers',
        [
          `${name === 'x-mns-' ? 'no x-mns- header' : `${name}`} was ${name === 'x-mns-' ? '' : 'not '}signed`,
          'Content-MD5, Content-Type and every x-mns- header are signed where they are sent',
        ],
        parts => ({ ...parts, headers: parts.headers.filter(line => !line.startsWith(name)) }),
      ),
    ),
    ...(['date', 'host'] as const).map(name =>
      mistake<V4Parts>(
        'headers',
        [`${name} had a line of its own`, `${name} is not part of the string`],
        parts => ({
          ...parts,
          headers: [...parts.headers, `${name}:${headerValue(request.headers, name) ?? ''}`].toSorted(
            compareText,
          ),
        }),
      ),
    ),
    mistake('header-order', ['they stood in reverse order', 'headers are sorted by name'], parts => ({
      ...parts,
      headers: parts.headers.toReversed(),
    })),
    mistake('method', ['the method was in small letters', 'it is written as sent'], parts => ({
      ...parts,
      method: parts.method.toLowerCase(),
    })),
    mistake(
      'query',
      ['the query was taken as sent', 'its names are in lower case, encoded and sorted'],
      parts => ({
        ...parts,
        query,
      }),
    ),
    mistake('query', ['the query was left out', 'it has a line of its own'], parts => ({
      ...parts,
      query: '',
    })),
    mistake('path', ['the path was taken as sent', 'it is encoded anew'], parts => ({ ...parts, path })),
    mistake('path', ['the path held the query', 'the query has a line of its own'], parts => ({
      ...parts,
      path: target,
    })),
  ]
}

/** A developer's clock may show the day of their own time zone. */
function neighbours(day: string): string[] {
  const time = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6)))
  return [1, -1].map(days =>
    new Date(time + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', ''),
  )
}
