import type { Bilingual } from '../bilingual.ts'
import { compareText, decodeCanonical, percentEncode, splitQuery } from '../canonical/percentEncoding.ts'
import { headerEdit } from './edit.ts'
import { type Composed, type Mistake, mistake } from './mistake.ts'
import { signedAtOtherTimes } from './signedAtOtherTimes.ts'

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

const wrong = mistake<RpcParts>
const timeName = 'Timestamp'

/** What encoders of other kinds do that this one must not. */
const encoders: readonly (readonly [done: Bilingual, rule: Bilingual, encode: Encode])[] = [
  [
    { en: 'spaces were written as +', zh: '空格写成了 +' },
    { en: 'they are written as %20', zh: '空格写作 %20' },
    text => percentEncode(text).replaceAll('%20', '+'),
  ],
  [
    { en: 'stars stood bare', zh: '星号未转义' },
    { en: 'they are written as %2A', zh: '星号写作 %2A' },
    text => percentEncode(text).replaceAll('%2A', '*'),
  ],
  [
    { en: 'tildes were escaped', zh: '波浪号被转义' },
    { en: 'they stand bare', zh: '波浪号不转义' },
    text => percentEncode(text).replaceAll('~', '%7E'),
  ],
  [
    { en: 'slashes stood bare', zh: '斜杠未转义' },
    { en: 'they are written as %2F', zh: '斜杠写作 %2F' },
    text => percentEncode(text).replaceAll('%2F', '/'),
  ],
  [
    { en: 'escapes were in small letters', zh: '转义使用了小写' },
    { en: 'they are in capitals', zh: '转义使用大写' },
    text => percentEncode(text).replaceAll(/%[0-9A-F]{2}/g, escaped => escaped.toLowerCase()),
  ],
  [
    {
      en: "the characters ! ' ( ) * stood bare, as encodeURIComponent leaves them",
      zh: "字符 ! ' ( ) * 未转义，这是 encodeURIComponent 的结果",
    },
    { en: 'they are escaped', zh: '这些字符都要转义' },
    text => encodeLoosely(text),
  ],
  [
    {
      en: 'text was encoded as a form is: + for spaces, stars bare, tildes escaped',
      zh: '按表单方式编码：空格为 +，星号不转义，波浪号转义',
    },
    { en: 'spaces are %20, stars %2A, tildes bare', zh: '空格为 %20，星号为 %2A，波浪号不转义' },
    text => percentEncode(text).replaceAll('%20', '+').replaceAll('%2A', '*').replaceAll('~', '%7E'),
  ],
  [
    {
      en: 'text was encoded as a form is: + for spaces, tildes escaped',
      zh: '按表单方式编码：空格为 +，波浪号转义',
    },
    { en: 'spaces are %20, tildes bare', zh: '空格为 %20，波浪号不转义' },
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
  const signedTime = parameters.find(([name]) => name === timeName)?.[1] ?? ''
  return [
    wrong(
      'key',
      [
        { en: 'the secret itself was the key', zh: '直接用 Secret 作密钥' },
        { en: 'the key is the secret with an ampersand behind it', zh: '密钥为 Secret 末尾加 &' },
      ],
      { keyOf: asItIs },
      'other-scheme',
    ),
    ...encoders.flatMap(([done, rule, encode]) => [
      wrong('encoding', [done, rule], { inner: encode }),
      wrong('encoding', [done, rule], { inner: encode, outer: encode }),
    ]),
    wrong(
      'encoding',
      [
        { en: 'the parameters were encoded once', zh: '参数只编码了一次' },
        { en: 'they are encoded twice', zh: '参数编码两次' },
      ],
      { outer: text => text },
    ),
    wrong(
      'encoding',
      [
        { en: 'values were not encoded before the whole was', zh: '整体编码之前各个值未编码' },
        { en: 'they are encoded twice', zh: '参数编码两次' },
      ],
      { inner: text => text },
    ),
    wrong(
      'path',
      [
        { en: 'the path stood bare', zh: '路径未转义' },
        { en: 'it is written as %2F', zh: '路径写作 %2F' },
      ],
      { path: '/' },
    ),
    ...(['GET', 'POST', 'PUT'] as const).map(method =>
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
      'order',
      [
        { en: 'parameters were sorted without regard to case', zh: '参数排序忽略了大小写' },
        { en: 'capitals come first', zh: '大写字母排在前面' },
      ],
      parts => ({
        ...parts,
        parameters: parts.parameters.toSorted(([left], [right]) =>
          compareText(left.toLowerCase(), right.toLowerCase()),
        ),
      }),
    ),
    ...parameters.map(([name, value]) => ({
      edit: headerEdit(name, null, value),
      cause: 'parameter-unsigned' as const,
      apply: (parts: RpcParts) => ({
        ...parts,
        parameters: parts.parameters.filter(([other]) => other !== name),
      }),
    })),
    ...signedAtOtherTimes<RpcParts>(timeName, signedTime, (parts, time) => ({
      ...parts,
      parameters: parts.parameters.map(pair => (pair[0] === timeName ? [timeName, time] : pair)),
    })),
  ]
}
