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
  title: string
  wants: 'accept' | 'refuse'
  /** What it means where the endpoint does otherwise: `warn` is for what documents ask and few handlers do. */
  severity: 'warn' | 'fail'
  /** One format shows it as well as all. */
  once: boolean
  risk: string
  fix: string
  /** Sent one after the other on one connection; `after` waits before the last one, in milliseconds. */
  requests(context: CaseContext): HttpRequest[]
  after?: number
  /** The forger's certificate must not be asked for. */
  watchesFetch?: boolean
}

const lost = 'Messages are lost: MNS repeats them for a while, then gives up.'
const forged = 'Whoever knows the address can make this endpoint believe what they like.'

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
  title: string,
  fix: string,
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
  title: string,
  fix: string,
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

const useListedHosts =
  'Compare the host of the decoded x-mns-signing-cert-url with a fixed list, as a whole, before anything is fetched.'

export const doctorCases: readonly DoctorCase[] = [
  accepts(
    'valid',
    'a genuine push',
    'Let the endpoint trust the doctor’s certificate host while it is tested (--certificate-port keeps it the same), verify over the raw request target and headers, and answer 2xx.',
    context => [push(context)],
    { once: false },
  ),
  accepts(
    'tag',
    'a push with a message tag',
    'Sign over every x-mns- header that is present, not over a fixed list of names.',
    context => [push(context, { tag: 'important' })],
    { once: false },
  ),
  accepts(
    'query',
    'a query in the endpoint’s address',
    'The signed resource is the request target as it stands in the request line: with its query, and not decoded.',
    context => [
      push(context, {
        target: `${context.target}${context.target.includes('?') ? '&' : '?'}doctor=a%20b&x=%2F`,
      }),
    ],
  ),
  accepts(
    'non-ascii',
    'a message that is not ASCII',
    'Read the body as bytes, check its digest over those bytes, and decode it as UTF-8 afterwards.',
    context => [push(context, { message: '您的快递已签收 ✓ <&>"' })],
    { once: false },
  ),
  accepts(
    'large',
    'a message of 64 KB',
    'Let bodies of some 100 KB in: a message has up to 64 KB, and its wrapping comes on top.',
    context => [push(context, { message: 'x'.repeat(64 * 1024) })],
  ),
  accepts(
    'twice',
    'the same message twice',
    'Delivery is at least once: remember MessageIds, answer 2xx to one that is known, and do the work once.',
    context => {
      const messageId = drawId()
      return [push(context, { messageId }), push(context, { messageId })]
    },
  ),
  accepts(
    'out-of-order',
    'an older message after a newer one',
    'Order is not guaranteed: compare PublishTime where order matters, and still answer 2xx.',
    context => [push(context), push(context, { publishedAt: context.now() - 60_000 })],
  ),
  accepts(
    'retry',
    'the same message again after 5 s',
    'A retry is signed anew, with a new Date and request id: it must verify like the first.',
    context => {
      const messageId = drawId()
      return [push(context, { messageId }), push(context, { messageId, date: context.now() + 5000 })]
    },
    { after: 5000 },
  ),
  accepts(
    'keep-alive',
    'several pushes on one connection',
    'Read each body to its end and leave the connection open, or close it after an answer with Connection: close.',
    context => [push(context), push(context), push(context)],
  ),
  refuses(
    'tampered-body',
    'a body that was changed',
    'Compare Content-MD5 with the digest of the received bytes: the signature covers the body through it alone.',
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
    'a signed header that was changed',
    'Check the signature over every x-mns- header, sorted, as received.',
    context => [withHeader(push(context), 'x-mns-request-id', drawId())],
  ),
  refuses(
    'added-header',
    'an x-mns- header that was added',
    'Check the signature over every x-mns- header that is present.',
    context => [withHeader(push(context), 'x-mns-message-tag', 'forged')],
  ),
  refuses('unsigned', 'no signature at all', 'Refuse requests without Authorization.', context => [
    withHeader(push(context), 'Authorization', null),
  ]),
  refuses(
    'foreign-certificate',
    'a forgery with its own certificate on a foreign host',
    useListedHosts,
    context => [forgedAt(context, context.forger.signer.certificateUrl)],
    { watchesFetch: true, once: false },
  ),
  refuses(
    'userinfo',
    'a certificate address with a published host before the @',
    useListedHosts,
    context => [
      forgedAt(context, `http://mnstest.oss-cn-hangzhou.aliyuncs.com@${context.forger.host}/a.pem`),
    ],
    { watchesFetch: true },
  ),
  refuses(
    'look-alike',
    'a certificate host that only begins like a published one',
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
    'a certificate at a private address',
    'Fetch from listed hosts only: any other address lets a stranger use this server to reach its own network.',
    context => [forgedAt(context, `http://127.0.0.1:${context.forger.port}/private.pem`)],
    {
      watchesFetch: true,
      risk: 'A stranger can make this server send requests into its own network.',
    },
  ),
  refuses(
    'http-downgrade',
    'a published certificate host by http',
    'Take https only: over http anyone on the way can swap the certificate.',
    context => [
      forgedAt(context, 'http://mns-cert.oss-cn-hangzhou.aliyuncs.com/x509_public_certificate.pem'),
    ],
  ),
  refuses(
    'stale-date',
    'a genuine push of an hour ago',
    'Refuse a Date more than 15 minutes off, or remember request ids: else a recorded push can be sent again.',
    context => [push(context, { date: context.now() - 3_600_000 })],
    { severity: 'warn', risk: 'Whoever recorded a push can send it again at any time.' },
  ),
]
