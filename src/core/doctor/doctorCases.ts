import type { Words } from '../../contract/words.ts'
import type { HttpRequest } from '../../protocol/httpRequest.ts'
import { encodeCertificateUrl } from '../../protocol/push/certificateUrl.ts'
import { signPush } from '../../protocol/push/signPush.ts'
import type { PushSigner } from '../../simulator/push/pushRequest.ts'
import type { CertificateHost } from './certificateHost.ts'
import { drawId, type PushContents, writeSignedPush } from './signedPush.ts'

export type CaseContext = {
  format: PushContents['format']
  /** Path and query of the endpoint. */
  target: string
  genuine: PushSigner
  /** A key of somebody else, whose certificate can be fetched from a host that nobody listed. */
  forger: CertificateHost
  now: () => number
}

export type DoctorCase = {
  code: string
  title: Words
  wants: 'accept' | 'refuse'
  /** What it means where the endpoint does otherwise: `warn` is for what documents ask and few handlers do. */
  severity: 'warn' | 'fail'
  /** One format shows it as well as all. */
  once: boolean
  risk: Words
  fix: Words
  /** Sent one after the other on one connection; `after` waits before the last one, in milliseconds. */
  requests(context: CaseContext): HttpRequest[]
  after?: number
  /** The forger's certificate must not be asked for. */
  watchesFetch?: boolean
}

const lost: Words = {
  en: 'Messages are lost: MNS repeats them for a while, then gives up.',
  zh: '消息会丢失：MNS 重试一段时间后就会放弃。',
}
const forged: Words = {
  en: 'Whoever knows the address can make this endpoint believe what they like.',
  zh: '任何知道地址的人都能让该端点相信伪造的内容。',
}

function push(context: CaseContext, changes: Partial<PushContents> = {}, signer = context.genuine) {
  const at = context.now()
  const contents: PushContents = {
    format: context.format,
    target: context.target,
    message: 'hello from the doctor',
    tag: null,
    messageId: drawId(),
    publishedAt: at,
    date: at,
    ...changes,
  }
  return writeSignedPush(contents, signer)
}

const withHeader = (request: HttpRequest, name: string, value: string | null): HttpRequest => ({
  ...request,
  headers: [
    ...request.headers.filter(([key]) => key.toLowerCase() !== name.toLowerCase()),
    ...(value === null ? [] : [[name, value] as const]),
  ],
})

/** A push signed by the forger that names this address as its certificate's. */
function forgedAt(context: CaseContext, certificateUrl: string): HttpRequest {
  const { privateKey } = context.forger.signer
  const unsigned = withHeader(
    withHeader(push(context), 'Authorization', null),
    'x-mns-signing-cert-url',
    encodeCertificateUrl(certificateUrl),
  )
  return withHeader(unsigned, 'Authorization', signPush(unsigned, privateKey))
}

const accepts = (
  code: string,
  title: Words,
  fix: Words,
  requests: DoctorCase['requests'],
  extra: Partial<DoctorCase> = {},
): DoctorCase => ({
  code,
  title,
  wants: 'accept',
  severity: 'fail',
  once: true,
  risk: lost,
  fix,
  requests,
  ...extra,
})

const refuses = (
  code: string,
  title: Words,
  fix: Words,
  requests: DoctorCase['requests'],
  extra: Partial<DoctorCase> = {},
): DoctorCase => ({
  code,
  title,
  wants: 'refuse',
  severity: 'fail',
  once: true,
  risk: forged,
  fix,
  requests,
  ...extra,
})

const useListedHosts: Words = {
  en: 'Compare the host of the decoded x-mns-signing-cert-url with a fixed list, as a whole, before anything is fetched.',
  zh: '下载证书之前，先把解码后的 x-mns-signing-cert-url 的主机与固定名单整体比较。',
}

export const doctorCases: readonly DoctorCase[] = [
  accepts(
    'valid',
    { en: 'a genuine push', zh: '真实的推送' },
    {
      en: 'Let the endpoint trust the doctor’s certificate host while it is tested, verify over the raw request target and headers, and answer 2xx.',
      zh: '测试期间让端点信任诊断所用的证书主机，按原始请求目标与请求头验签，并返回 2xx。',
    },
    context => [push(context)],
    { once: false },
  ),
  accepts(
    'tag',
    { en: 'a push with a message tag', zh: '带消息标签的推送' },
    {
      en: 'Sign over every x-mns- header that is present, not over a fixed list of names.',
      zh: '对所有出现的 x-mns- 请求头验签，而不是固定的几个名称。',
    },
    context => [push(context, { tag: 'important' })],
    { once: false },
  ),
  accepts(
    'query',
    { en: 'a query in the endpoint’s address', zh: '端点地址带查询参数' },
    {
      en: 'The signed resource is the request target as it stands in the request line: with its query, and not decoded.',
      zh: '签名的资源是请求行中的原样目标：包含查询参数，且不解码。',
    },
    context => [
      push(context, {
        target: `${context.target}${context.target.includes('?') ? '&' : '?'}doctor=a%20b&x=%2F`,
      }),
    ],
  ),
  accepts(
    'non-ascii',
    { en: 'a message that is not ASCII', zh: '含非 ASCII 字符的消息' },
    {
      en: 'Read the body as bytes, check its digest over those bytes, and decode it as UTF-8 afterwards.',
      zh: '按字节读取正文，对这些字节校验摘要，之后再按 UTF-8 解码。',
    },
    context => [push(context, { message: '您的快递已签收 ✓ <&>"' })],
    { once: false },
  ),
  accepts(
    'large',
    { en: 'a message of 64 KB', zh: '64 KB 的消息' },
    {
      en: 'Let bodies of some 100 KB in: a message has up to 64 KB, and its wrapping comes on top.',
      zh: '允许约 100 KB 的正文：消息最大 64 KB，外层格式还要占用空间。',
    },
    context => [push(context, { message: 'x'.repeat(64 * 1024) })],
  ),
  accepts(
    'twice',
    { en: 'the same message twice', zh: '同一条消息投递两次' },
    {
      en: 'Delivery is at least once: remember MessageIds, answer 2xx to one that is known, and do the work once.',
      zh: '投递至少一次：请记住 MessageId，对已处理的返回 2xx，业务只执行一次。',
    },
    context => {
      const messageId = drawId()
      return [push(context, { messageId }), push(context, { messageId })]
    },
  ),
  accepts(
    'out-of-order',
    { en: 'an older message after a newer one', zh: '较旧的消息晚于较新的到达' },
    {
      en: 'Order is not guaranteed: compare PublishTime where order matters, and still answer 2xx.',
      zh: '不保证顺序：需要顺序时请比较 PublishTime，并仍返回 2xx。',
    },
    context => [push(context), push(context, { publishedAt: context.now() - 60_000 })],
  ),
  accepts(
    'retry',
    { en: 'the same message again after 5 s', zh: '5 秒后再次投递同一条消息' },
    {
      en: 'A retry is signed anew, with a new Date and request id: it must verify like the first.',
      zh: '重试会重新签名，Date 与请求 ID 都不同：验签结果应与首次相同。',
    },
    context => {
      const messageId = drawId()
      return [push(context, { messageId }), push(context, { messageId, date: context.now() + 5000 })]
    },
    { after: 5000 },
  ),
  accepts(
    'keep-alive',
    { en: 'several pushes on one connection', zh: '同一连接上的多次推送' },
    {
      en: 'Read each body to its end and leave the connection open, or close it after an answer with Connection: close.',
      zh: '每次读完整个正文并保持连接，或在响应 Connection: close 后关闭。',
    },
    context => [push(context), push(context), push(context)],
  ),
  refuses(
    'tampered-body',
    { en: 'a body that was changed', zh: '被改动的正文' },
    {
      en: 'Compare Content-MD5 with the digest of the received bytes: the signature covers the body through it alone.',
      zh: '将 Content-MD5 与收到字节的摘要比较：签名只通过它覆盖正文。',
    },
    context => {
      const genuine = push(context)
      const body = Buffer.from(genuine.body)
      const at = body.indexOf('doctor')
      body.write('forger', Math.max(0, at))
      return [{ ...genuine, body }]
    },
    { once: false },
  ),
  refuses(
    'tampered-header',
    { en: 'a signed header that was changed', zh: '被改动的已签名请求头' },
    {
      en: 'Check the signature over every x-mns- header, sorted, as received.',
      zh: '对收到的所有 x-mns- 请求头排序后按原样验签。',
    },
    context => [withHeader(push(context), 'x-mns-request-id', drawId())],
  ),
  refuses(
    'added-header',
    { en: 'an x-mns- header that was added', zh: '被添加的 x-mns- 请求头' },
    {
      en: 'Check the signature over every x-mns- header that is present.',
      zh: '对所有出现的 x-mns- 请求头验签。',
    },
    context => [withHeader(push(context), 'x-mns-message-tag', 'forged')],
  ),
  refuses(
    'unsigned',
    { en: 'no signature at all', zh: '没有签名' },
    { en: 'Refuse requests without Authorization.', zh: '拒绝没有 Authorization 的请求。' },
    context => [withHeader(push(context), 'Authorization', null)],
  ),
  refuses(
    'foreign-certificate',
    { en: 'a forgery with its own certificate on a foreign host', zh: '用外部主机上自带证书伪造的推送' },
    useListedHosts,
    context => [forgedAt(context, context.forger.signer.certificateUrl)],
    { watchesFetch: true, once: false },
  ),
  refuses(
    'userinfo',
    { en: 'a certificate address with a published host before the @', zh: '在 @ 之前冒用官方主机的证书地址' },
    useListedHosts,
    context => [
      forgedAt(context, `http://mnstest.oss-cn-hangzhou.aliyuncs.com@${context.forger.host}/a.pem`),
    ],
    { watchesFetch: true },
  ),
  refuses(
    'look-alike',
    { en: 'a certificate host that only begins like a published one', zh: '只有开头像官方主机的证书主机' },
    useListedHosts,
    context => [
      forgedAt(
        context,
        'https://mnstest.oss-cn-hangzhou.aliyuncs.com.forger.invalid/x509_public_certificate.pem',
      ),
    ],
  ),
  refuses(
    'private-address',
    { en: 'a certificate at a private address', zh: '位于内网地址的证书' },
    {
      en: 'Fetch from listed hosts only: any other address lets a stranger use this server to reach its own network.',
      zh: '只从名单内的主机下载：否则外人可借这台服务器访问其内网。',
    },
    context => [forgedAt(context, `http://127.0.0.1:${context.forger.port}/private.pem`)],
    {
      watchesFetch: true,
      risk: {
        en: 'A stranger can make this server send requests into its own network.',
        zh: '外人可以让这台服务器向其内网发送请求。',
      },
    },
  ),
  refuses(
    'http-downgrade',
    { en: 'a published certificate host by http', zh: '以 http 访问官方证书主机' },
    {
      en: 'Take https only: over http anyone on the way can swap the certificate.',
      zh: '只接受 https：经 http 时途中任何人都能替换证书。',
    },
    context => [
      forgedAt(context, 'http://mns-cert.oss-cn-hangzhou.aliyuncs.com/x509_public_certificate.pem'),
    ],
  ),
  refuses(
    'stale-date',
    { en: 'a genuine push of an hour ago', zh: '一小时前的真实推送' },
    {
      en: 'Refuse a Date more than 15 minutes off, or remember request ids: else a recorded push can be sent again.',
      zh: '拒绝 Date 相差超过 15 分钟的请求，或记住请求 ID：否则录下的推送可以再次发送。',
    },
    context => [push(context, { date: context.now() - 3_600_000 })],
    {
      severity: 'warn',
      risk: {
        en: 'Whoever recorded a push can send it again at any time.',
        zh: '录下推送的人可以随时再次发送。',
      },
    },
  ),
]
