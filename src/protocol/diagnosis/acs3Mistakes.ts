import { hash } from 'node:crypto'
import { splitTarget } from '../canonical/splitTarget.ts'
import { wireBytes } from '../canonical/wireEncoding.ts'
import { type HttpRequest, headerValue } from '../httpRequest.ts'
import { explainAcs3, parseAcs3Authorization } from '../requestSignature/acs3.ts'
import { type Composed, type Mistake, mistake } from './mistake.ts'
import { signedAtOtherTimes } from './signedAtOtherTimes.ts'

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

const wrong = mistake<Acs3Parts>
const timeName = 'x-acs-date'

export function acs3Mistakes(request: HttpRequest, received: Acs3Parts): Mistake<Acs3Parts>[] {
  const { path, query } = splitTarget(request.target)
  const digests = [
    [hash('sha256', '', 'hex'), { en: 'the digest was that of an empty body', zh: '摘要是空正文的摘要' }],
    [
      hash('sha256', request.body, 'hex'),
      { en: 'the digest was computed from the body as it is here', zh: '摘要由此处的正文算出' },
    ],
    ['UNSIGNED-PAYLOAD', { en: 'UNSIGNED-PAYLOAD stood for the digest', zh: '摘要写成了 UNSIGNED-PAYLOAD' }],
    [received.digest.toUpperCase(), { en: 'the digest was in capitals', zh: '摘要使用了大写' }],
    [hash('sha256', request.body, 'base64'), { en: 'the digest was in base64', zh: '摘要写成了 Base64' }],
    ['', { en: 'the digest was left out', zh: '缺少摘要' }],
  ] as const
  const rule = {
    en: 'the last line is x-acs-content-sha256 as it is sent',
    zh: '最后一行为实际发送的 x-acs-content-sha256',
  }
  const queryRule = {
    en: 'its parameters are sorted, with spaces as %20, stars as %2A and tildes bare',
    zh: '查询参数须排序，空格为 %20，星号为 %2A，波浪号不转义',
  }
  const signedTime = received.headers.find(([name]) => name === timeName)?.[1] ?? ''
  return [
    ...digests.map(([digest, done]) => wrong('body-digest', [done, rule], { digest })),
    ...unsignedHeaders(received),
    ...otherHeaders(request, received),
    ...signedAtOtherTimes<Acs3Parts>(timeName, signedTime, (parts, time) => ({
      ...parts,
      headers: parts.headers.map(header => (header[0] === timeName ? [timeName, time] : header)),
    })),
    wrong(
      'header-list',
      [
        { en: 'the list of signed headers was sorted anew', zh: '签名头列表被重新排序' },
        { en: 'it stands as it is sent', zh: '与实际发送的一致' },
      ],
      parts => ({
        ...parts,
        names: parts.names.toSorted(),
        headers: parts.headers.toSorted(([left], [right]) => (left < right ? -1 : 1)),
      }),
    ),
    wrong(
      'header-list',
      [
        { en: 'the list of signed headers was left out', zh: '缺少签名头列表' },
        { en: 'it has a line of its own', zh: '它独占一行' },
      ],
      { names: [] },
    ),
    wrong(
      'empty-line',
      [
        { en: 'no empty line followed the headers', zh: '请求头之后没有空行' },
        { en: 'one does', zh: '请求头之后有一个空行' },
      ],
      { separator: [] },
    ),
    wrong('query', [{ en: 'the query was taken as sent', zh: '查询直接用了发送的原文' }, queryRule], {
      query,
    }),
    wrong(
      'query',
      [
        { en: 'the query was left out', zh: '缺少查询' },
        { en: 'it has a line of its own', zh: '它独占一行' },
      ],
      { query: '' },
    ),
    ...(
      [
        [{ en: 'spaces were written as +', zh: '空格写成了 +' }, '%20', '+'],
        [{ en: 'stars stood bare', zh: '星号未转义' }, '%2A', '*'],
        [{ en: 'tildes were escaped', zh: '波浪号被转义' }, '~', '%7E'],
      ] as const
    ).map(([done, right, written]) =>
      wrong('encoding', [done, queryRule], parts => ({
        ...parts,
        query: parts.query.replaceAll(right, written),
      })),
    ),
    wrong(
      'path',
      [
        { en: 'the path was left empty', zh: '路径为空' },
        { en: 'it is / at least', zh: '路径至少为 /' },
      ],
      { path: '' },
    ),
    wrong(
      'path',
      [
        { en: 'the path was taken as sent', zh: '路径直接用了发送的原文' },
        { en: 'it is encoded anew', zh: '路径要重新编码' },
      ],
      { path },
    ),
    ...(['GET', 'POST', request.method.toLowerCase()] as const).map(method =>
      wrong(
        'method',
        [
          { en: `it was signed as ${method}`, zh: `按 ${method} 签名` },
          { en: 'the method is the one it was sent with', zh: '方法与实际发送的一致' },
        ],
        { method },
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
    wrong(
      'key',
      [
        { en: 'an ampersand stood behind the secret, as RPC has it', zh: 'Secret 末尾多了 RPC 方式的 &' },
        { en: 'the secret itself is the key', zh: '直接用 Secret 作密钥' },
      ],
      { keyOf: secret => `${secret}&` },
      'other-scheme',
    ),
    wrong(
      'key',
      [
        { en: 'the word of the scheme stood before the secret', zh: 'Secret 之前多了方案名' },
        { en: 'the secret itself is the key', zh: '直接用 Secret 作密钥' },
      ],
      { keyOf: secret => `ACS3${secret}` },
      'other-scheme',
    ),
  ]
}

function unsignedHeaders({ headers, names }: Acs3Parts): Mistake<Acs3Parts>[] {
  return headers.flatMap(([name]) => [
    wrong(
      'headers',
      [
        { en: `${name} had no line`, zh: `${name} 没有占行` },
        { en: 'every header of the list has one', zh: '列表中的每个头都占一行' },
      ],
      parts => ({ ...parts, headers: parts.headers.filter(([other]) => other !== name) }),
      'header-added',
    ),
    wrong(
      'headers',
      [
        { en: `${name} was not among the signed headers`, zh: `${name} 未列入签名头` },
        { en: `the list names ${names.join(';')}`, zh: `列表为 ${names.join(';')}` },
      ],
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
    wrong(
      'headers',
      [
        { en: `${name} was signed as well`, zh: `${name} 也参与了签名` },
        { en: `the list names ${names.join(';')}`, zh: `列表为 ${names.join(';')}` },
      ],
      parts => ({
        ...parts,
        headers: sorted([...parts.headers, [name, value.trim()]]),
        names: [...parts.names, name].toSorted(),
      }),
    ),
  )
}
