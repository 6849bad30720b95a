import type { Bilingual } from '../bilingual.ts'
import type { Cause } from './hypothesis.ts'

/** What to do about one cause; the same object for the same advice. */
export function adviceOf(cause: Cause, signedBy: 'service' | 'client'): Bilingual {
  return (signedBy === 'client' ? clientAdvice[cause] : undefined) ?? advice[cause]
}

const signAsSent: Bilingual = {
  en: 'Sign header values exactly as they are sent.',
  zh: '请按实际发送的内容对请求头的值签名，一字不差。',
}

/** Where the signer is the developer's own program, the same cause asks for something else. */
const clientAdvice: Readonly<Partial<Record<Cause, Bilingual>>> = {
  'content-type-respelled': {
    en: 'Sign Content-Type exactly as it is sent: the HTTP library may add a charset or change its case.',
    zh: '请按实际发送的 Content-Type 签名：HTTP 库可能补上 charset 或改变大小写。',
  },
  'content-type-replaced': {
    en: 'Set Content-Type before signing, so that the HTTP library does not choose one.',
    zh: '请在签名之前设置 Content-Type，不要让 HTTP 库代为选择。',
  },
  'content-md5-reencoded': {
    en: 'Sign the Content-MD5 that is sent, in the encoding it is sent in.',
    zh: '请对实际发送的 Content-MD5 签名，编码也保持一致。',
  },
  'content-md5-replaced': {
    en: 'Compute Content-MD5 once, over the bytes that are sent, and sign that text.',
    zh: '请只对实际发送的字节计算一次 Content-MD5，并用同一个值签名。',
  },
  'body-changed': {
    en: 'Compute Content-MD5 over the very bytes that are sent.',
    zh: '请用实际发送的字节计算 Content-MD5。',
  },
  'date-replaced': {
    en: 'Set Date yourself, or sign x-mns-date: the HTTP library wrote another one.',
    zh: '请自行设置 Date，或对 x-mns-date 签名：HTTP 库写入了另一个日期。',
  },
  'date-respelled': {
    en: 'Sign the text of the date that is sent, in GMT.',
    zh: '请按实际发送的日期原文签名，使用 GMT。',
  },
  'header-dropped': {
    en: 'Sign only headers that are sent; something on the way removed one.',
    zh: '只对会发送出去的请求头签名；途中有一个被去掉了。',
  },
  'header-added': {
    en: 'Sign every x-mns- header that is sent, and no line for one that is not.',
    zh: '请对发送的每个 x-mns- 头签名，未发送的不要占行。',
  },
  'header-respelled': signAsSent,
  'header-replaced': signAsSent,
  'query-changed': {
    en: 'Sign the path with its query, exactly as sent.',
    zh: '请对路径连同查询一起签名，与发送的完全一致。',
  },
  'path-prefix-changed': {
    en: 'Sign the path that is sent, with everything before and behind it.',
    zh: '请对实际发送的完整路径签名，前缀和后缀都不能少。',
  },
  'path-respelled': {
    en: 'Sign the target exactly as it is sent: encode it once, before signing, and not again.',
    zh: '请按实际发送的路径签名：签名前只编码一次，之后不再编码。',
  },
  'target-replaced': { en: 'Sign the path and query that are sent.', zh: '请对实际发送的路径与查询签名。' },
  'signature-respelled': {
    en: 'Send the signature in base64 as it is.',
    zh: '请原样发送 Base64 形式的签名。',
  },
}

const advice: Readonly<Record<Cause, Bilingual>> = {
  'method-changed': {
    en: 'Let the proxy pass the method on; a redirect turns POST into GET, so answer at the registered address itself.',
    zh: '请让代理原样传递请求方法；重定向会把 POST 变成 GET，应直接在登记的地址上应答。',
  },
  'content-type-respelled': {
    en: 'Check the signature over Content-Type exactly as received, before a framework or proxy adds a charset or changes its case.',
    zh: '请用收到的 Content-Type 原文验签，不要经过会补充 charset 或改变大小写的框架和代理。',
  },
  'content-type-replaced': {
    en: 'Keep the proxy from setting Content-Type.',
    zh: '不要让代理设置 Content-Type。',
  },
  'content-md5-reencoded': {
    en: 'Use the header Content-MD5 as it was received, not a digest of your own in another encoding.',
    zh: '请直接使用收到的 Content-MD5，不要换成自己用另一种编码算出的摘要。',
  },
  'content-md5-replaced': {
    en: 'Use the Content-MD5 that was received; do not compute it anew.',
    zh: '请使用收到的 Content-MD5，不要重新计算。',
  },
  'body-changed': {
    en: 'Read the raw bytes of the body, before anything parses it or changes its line feeds.',
    zh: '请读取正文的原始字节，在任何解析或换行符转换之前。',
  },
  'date-replaced': { en: 'Keep the proxy from writing Date anew.', zh: '不要让代理改写 Date。' },
  'date-respelled': {
    en: 'Use the text of Date as received, do not parse and print it.',
    zh: '请使用收到的 Date 原文，不要解析后重新输出。',
  },
  'header-dropped': {
    en: 'Let every x-mns- header pass, also through CGI and framework filters.',
    zh: '请让所有 x-mns- 头通过，包括 CGI 和框架的过滤。',
  },
  'header-added': {
    en: 'Take the header away before the check, or stop the proxy or agent that adds it.',
    zh: '请在验签前去掉这个头，或停用添加它的代理或探针。',
  },
  'header-respelled': {
    en: 'Pass header values on byte by byte.',
    zh: '请逐字节传递请求头的值。',
  },
  'header-replaced': {
    en: 'Pass the x-mns- headers on as received.',
    zh: '请原样传递收到的 x-mns- 头。',
  },
  'value-of-another-attempt': {
    en: 'Keep the headers of each delivery together: a retry has its own request id and date.',
    zh: '每次投递的请求头不要混用：重试有自己的请求 ID 和日期。',
  },
  'query-changed': {
    en: 'Sign and check the path with its query, as it stands in the request line.',
    zh: '签名与验签都要用请求行中的路径连同查询。',
  },
  'path-prefix-changed': {
    en: 'Check against the path MNS called, the registered one, not the path behind the proxy.',
    zh: '请用 MNS 调用的路径（即登记的路径）验签，而不是代理之后的路径。',
  },
  'path-respelled': {
    en: 'Use the raw request target; do not decode or encode it.',
    zh: '请使用请求行中的原始路径，不要解码或编码。',
  },
  'target-replaced': {
    en: 'Check against the path and query of the registered endpoint.',
    zh: '请用登记的端点的路径与查询验签。',
  },
  'string-form': {
    en: 'Build the string by the rules: LF between the lines, extension headers in lower case and sorted, nothing after the target.',
    zh: '请按规则拼接字符串：行间用 LF，扩展头小写并排序，路径之后没有任何内容。',
  },
  'signature-respelled': {
    en: 'Take Authorization as it is: nothing before the base64, no URL decoding.',
    zh: '请原样使用 Authorization：Base64 之前没有其他内容，也不要做 URL 解码。',
  },
  'other-key': {
    en: 'Check with the certificate this request names, not with one stored earlier.',
    zh: '请用该请求所指的证书验签，不要用先前保存的证书。',
  },
  'other-hash': {
    en: 'Sign and check with the hash that the scheme names.',
    zh: '签名与验签都要用该方案规定的哈希算法。',
  },
  'secret-misread': {
    en: 'Trim what is read from files, variables and clipboards before it is used as a secret.',
    zh: '从文件、环境变量或剪贴板读取的 Secret，使用前请去除首尾空白。',
  },
  'id-and-secret-swapped': {
    en: 'Exchange AccessKey id and secret in the configuration, and replace the key: its secret was sent in the open.',
    zh: '请在配置中对调 AccessKey ID 与 Secret，并更换密钥：它的 Secret 已被明文发送。',
  },
  'other-scheme': {
    en: 'Sign by the scheme that the Authorization header names.',
    zh: '请按 Authorization 头所指的方案签名。',
  },
  'other-region': {
    en: 'Sign for the region whose address is called.',
    zh: '请按所调用地址的地域签名。',
  },
  'other-scope': {
    en: 'Take day (of UTC), region, product and the words of the scheme from one place, for the string, the key and Authorization alike.',
    zh: '字符串、密钥与 Authorization 中的日期（UTC）、地域、产品和方案名应取自同一处。',
  },
  'parameter-unsigned': {
    en: 'Gather every parameter before signing, the common ones too, and add nothing but Signature afterwards.',
    zh: '签名前收齐所有参数（包括公共参数），之后只加 Signature。',
  },
  'access-key-id-misspelled': {
    en: 'Correct the AccessKey id: copy it again from where the key was made.',
    zh: '请更正 AccessKey ID：从创建密钥的地方重新复制。',
  },
}
