import { hash } from 'node:crypto'
import { originForm } from '../canonical/originForm.ts'
import { compareText } from '../canonical/percentEncoding.ts'
import { splitTarget } from '../canonical/splitTarget.ts'
import { type HttpRequest, headerValue } from '../httpRequest.ts'
import { apsaraV4, publicV4 } from '../requestSignature/mnsV4.ts'
import { type Mistake, mistake } from './mistake.ts'
import { type V4Parts, withKey } from './v4Parts.ts'

const wrong = mistake<V4Parts>

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
