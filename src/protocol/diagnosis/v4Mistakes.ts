import { createHmac, hash } from 'node:crypto'
import { originForm } from '../canonical/originForm.ts'
import { compareText } from '../canonical/percentEncoding.ts'
import { splitTarget } from '../canonical/splitTarget.ts'
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

const wrong = mistake<V4Parts>

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
        wrong(
          'region',
          [
            { en: `it was signed for ${id}`, zh: `按地域 ${id} 签名` },
            { en: `it names ${region}`, zh: `应为其中写明的 ${region}` },
          ],
          withScope({ region: id }),
          'other-region',
        ),
      ),
    ...neighbours(day).map(near =>
      wrong(
        'day',
        [
          { en: `it was signed for the day ${near}`, zh: `按日期 ${near} 签名` },
          { en: `it names ${day}; days are those of UTC`, zh: `应为其中写明的 ${day}，日期按 UTC` },
        ],
        withScope({ day: near }),
        'other-scope',
      ),
    ),
    ...neighbours(day).map(near =>
      wrong(
        'day',
        [
          { en: `the key was made for the day ${near}`, zh: `密钥按日期 ${near} 派生` },
          { en: `it names ${day}; days are those of UTC`, zh: `应为其中写明的 ${day}，日期按 UTC` },
        ],
        withKey({ day: near }),
        'other-scope',
      ),
    ),
    ...['MNS', 'mq', 'smq', 'mqs', 'sms', 'dysmsapi', 'oss'].map(product =>
      wrong(
        'product',
        [
          { en: `it was signed for the product ${product}`, zh: `按产品 ${product} 签名` },
          { en: 'the product is mns', zh: '产品为 mns' },
        ],
        withScope({ product }),
        'other-scope',
      ),
    ),
    wrong(
      'variant',
      [
        { en: `it was signed by the rules of ${other.word}`, zh: `按 ${other.word} 的规则签名` },
        { en: `it names ${own.word}`, zh: `应为其中写明的 ${own.word}` },
      ],
      parts =>
        withKey({ prefix: other.keyPrefix })(
          withScope({ end: other.scopeEnd })({ ...parts, word: other.word }),
        ),
      'other-scope',
    ),
    wrong(
      'scope-end',
      [
        { en: `the scope ended in ${other.scopeEnd}`, zh: `范围以 ${other.scopeEnd} 结尾` },
        { en: `it ends in ${own.scopeEnd}`, zh: `范围以 ${own.scopeEnd} 结尾` },
      ],
      withScope({ end: other.scopeEnd }),
      'other-scope',
    ),
  ]
}

/** The key, and the form of the string. */
export function v4FormMistakes(request: HttpRequest): Mistake<V4Parts>[] {
  const target = originForm(request.target)
  const { path, query } = splitTarget(target)
  const date = headerValue(request.headers, 'x-mns-date') ?? headerValue(request.headers, 'date') ?? ''
  const prefixes = [
    ['', { en: 'nothing stood before the secret', zh: 'Secret 之前没有前缀' }],
    [
      publicV4.keyPrefix,
      { en: `${publicV4.keyPrefix} stood before the secret`, zh: `Secret 之前为 ${publicV4.keyPrefix}` },
    ],
    [
      apsaraV4.keyPrefix,
      { en: `${apsaraV4.keyPrefix} stood before the secret`, zh: `Secret 之前为 ${apsaraV4.keyPrefix}` },
    ],
    ['AWS4', { en: 'AWS4 stood before the secret', zh: 'Secret 之前为 AWS4' }],
  ] as const
  return [
    wrong(
      'key',
      [
        { en: 'the secret itself was the key', zh: '直接用 Secret 作密钥' },
        { en: 'a key for day and region is made of the secret', zh: '由 Secret 派生出当日当地域的密钥' },
      ],
      { key: null },
      'other-scheme',
    ),
    wrong(
      'key',
      [
        { en: 'each step of the key was written in hex', zh: '密钥的每一步都写成了十六进制' },
        { en: 'the next step takes its bytes', zh: '下一步直接使用字节' },
      ],
      withKey({ hexadecimal: true }),
    ),
    ...prefixes.map(([prefix, done]) =>
      wrong(
        'key-prefix',
        [
          done,
          {
            en: 'the word of the scheme does: aliyun_v4, or apsara_v4 in private clouds',
            zh: 'Secret 之前为方案名：aliyun_v4，专有云为 apsara_v4',
          },
        ],
        withKey({ prefix }),
        'other-scope',
      ),
    ),
    wrong(
      'time',
      [
        { en: 'the time was written as Date has it', zh: '时间写成了 Date 的格式' },
        { en: 'it is written as yyyyMMddTHHmmssZ', zh: '时间写作 yyyyMMddTHHmmssZ' },
      ],
      { time: date },
    ),
    wrong(
      'time',
      [
        { en: 'the time was written with dashes and colons', zh: '时间中带有短横线和冒号' },
        { en: 'it is written as yyyyMMddTHHmmssZ', zh: '时间写作 yyyyMMddTHHmmssZ' },
      ],
      parts => ({
        ...parts,
        time: parts.time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
      }),
    ),
    ...(
      [
        [
          hash('sha256', request.body, 'hex'),
          { en: 'the SHA-256 of the body stood at the end', zh: '末尾多了正文的 SHA-256' },
        ],
        ['UNSIGNED-PAYLOAD', { en: 'UNSIGNED-PAYLOAD stood at the end', zh: '末尾多了 UNSIGNED-PAYLOAD' }],
      ] as const
    ).map(([digest, done]) =>
      wrong('body-digest', [done, { en: 'the string ends in two empty lines', zh: '字符串以两个空行结尾' }], {
        tail: ['', digest],
      }),
    ),
    ...[[], ['']].map(tail =>
      wrong(
        'last-line',
        [
          tail.length === 0
            ? { en: 'both empty lines were left out', zh: '两个空行都缺少' }
            : { en: 'one empty line was left out', zh: '缺少一个空行' },
          { en: 'the string ends in two empty lines', zh: '字符串以两个空行结尾' },
        ],
        { tail },
      ),
    ),
    wrong(
      'line-end',
      [
        { en: 'lines ended in CR LF', zh: '各行以 CR LF 结尾' },
        { en: 'lines end in LF', zh: '各行以 LF 结尾' },
      ],
      { lineEnd: '\r\n' },
    ),
    ...(['content-md5', 'content-type', 'x-mns-'] as const).map(name =>
      wrong(
        'headers',
        [
          name === 'x-mns-'
            ? { en: 'no x-mns- header was signed', zh: 'x-mns- 头都没有参与签名' }
            : { en: `${name} was not signed`, zh: `${name} 没有参与签名` },
          {
            en: 'Content-MD5, Content-Type and every x-mns- header are signed where they are sent',
            zh: '只要发送了 Content-MD5、Content-Type 和 x-mns- 头，就都要签名',
          },
        ],
        parts => ({ ...parts, headers: parts.headers.filter(line => !line.startsWith(name)) }),
      ),
    ),
    ...(['date', 'host'] as const).map(name =>
      wrong(
        'headers',
        [
          { en: `${name} had a line of its own`, zh: `${name} 单独占了一行` },
          { en: `${name} is not part of the string`, zh: `${name} 不参与拼接` },
        ],
        parts => ({
          ...parts,
          headers: [...parts.headers, `${name}:${headerValue(request.headers, name) ?? ''}`].toSorted(
            compareText,
          ),
        }),
      ),
    ),
    wrong(
      'header-order',
      [
        { en: 'they stood in reverse order', zh: '请求头按相反顺序排列' },
        { en: 'headers are sorted by name', zh: '请求头按名称排序' },
      ],
      parts => ({
        ...parts,
        headers: parts.headers.toReversed(),
      }),
    ),
    wrong(
      'method',
      [
        { en: 'the method was in small letters', zh: '方法使用了小写' },
        { en: 'it is written as sent', zh: '与实际发送的一致' },
      ],
      parts => ({
        ...parts,
        method: parts.method.toLowerCase(),
      }),
    ),
    wrong(
      'query',
      [
        { en: 'the query was taken as sent', zh: '查询直接用了发送的原文' },
        { en: 'its names are in lower case, encoded and sorted', zh: '参数名小写、编码并排序' },
      ],
      { query },
    ),
    wrong(
      'query',
      [
        { en: 'the query was left out', zh: '缺少查询' },
        { en: 'it has a line of its own', zh: '它独占一行' },
      ],
      { query: '' },
    ),
    wrong(
      'path',
      [
        { en: 'the path was taken as sent', zh: '路径直接用了发送的原文' },
        { en: 'it is encoded anew', zh: '路径要重新编码' },
      ],
      { path },
    ),
    wrong(
      'path',
      [
        { en: 'the path held the query', zh: '路径中带有查询' },
        { en: 'the query has a line of its own', zh: '查询独占一行' },
      ],
      { path: target },
    ),
  ]
}

/** A developer's clock may show the day of their own time zone. */
function neighbours(day: string): string[] {
  const time = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6)))
  return [1, -1].map(days =>
    new Date(time + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', ''),
  )
}
