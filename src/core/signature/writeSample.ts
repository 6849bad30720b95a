import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { SampleKind, SignatureSample } from '../../contract/signature.ts'
import { formatHttpDate } from '../../protocol/canonical/httpDate.ts'
import type { HttpRequest } from '../../protocol/httpRequest.ts'
import { writeContentMd5 } from '../../protocol/push/contentMd5.ts'
import { signMnsV2 } from '../../protocol/requestSignature/mnsV2.ts'
import type { PushSigner } from '../../simulator/push/pushRequest.ts'
import { drawId, writeSignedPush } from '../doctor/signedPush.ts'

/** A key that was made up for the samples and signs nothing else. */
const sampleKey = { accessKeyId: 'LTAI-sample', accessKeySecret: 'a-made-up-secret' }

/** Something to look at before there is anything of one's own; genuine pushes are signed by the simulator. */
export async function writeSample(
  kind: SampleKind,
  signer: () => Promise<PushSigner>,
  now: number,
): Promise<SignatureSample> {
  switch (kind) {
    case 'genuine':
      return { text: writeRaw(samplePush(await signer(), now)), secret: null }
    case 'altered':
      return { text: writeRaw(alter(samplePush(await signer(), now))), secret: null }
    case 'forged':
      return { text: writeRaw(samplePush(await drawForger(), now)), secret: null }
    case 'request':
      return { text: writeRaw(sampleRequest(now)), secret: sampleKey.accessKeySecret }
    default:
      return kind satisfies never
  }
}

function samplePush(signer: PushSigner, now: number): HttpRequest {
  const push = writeSignedPush(
    {
      format: 'xml',
      target: '/notifications?tenant=7',
      message: '{"order":88213,"state":"paid"}',
      tag: null,
      messageId: drawId(),
      publishedAt: now,
      date: now,
    },
    signer,
  )
  return { ...push, headers: [['Host', 'company.example'], ...push.headers] }
}

/** What a careless gateway does: it spells the media type its own way and leaves a header of its own. */
function alter({ headers, ...rest }: HttpRequest): HttpRequest {
  return {
    ...rest,
    headers: [
      ...headers.map(([name, value]): readonly [string, string] =>
        name === 'Content-Type' ? [name, 'text/xml; charset=UTF-8'] : [name, value],
      ),
      ['x-mns-forwarded-by', 'gateway-3'],
    ],
  }
}

/** Anyone can make a key, and name an address of their own for its certificate. */
async function drawForger(): Promise<PushSigner> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  return { privateKey, certificateUrl: 'https://mns-certificates.example/x509_public_certificate.pem' }
}

/** A client that signed one media type and sent another, as when a library adds the charset late. */
function sampleRequest(now: number): HttpRequest {
  const body = Buffer.from(
    '<?xml version="1.0" encoding="utf-8"?>\n<Message xmlns="http://mns.aliyuncs.com/doc/v1/"><MessageBody>order 88213</MessageBody></Message>',
  )
  const headers = (contentType: string): [string, string][] => [
    ['Host', '1234567890123456.mns.cn-hangzhou.aliyuncs.com'],
    ['Date', formatHttpDate(now)],
    ['Content-Type', contentType],
    ['Content-MD5', writeContentMd5(body, 'base64-hex')],
    ['x-mns-version', '2015-06-06'],
  ]
  const request = { method: 'POST', target: '/queues/orders/messages', body }
  const added = signMnsV2({ ...request, headers: headers('text/xml') }, sampleKey, now)
  return { ...request, headers: [...headers('text/xml;charset=utf-8'), ...added] }
}

function writeRaw({ method, target, headers, body }: HttpRequest): string {
  const head = [`${method} ${target} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)]
  return `${head.join('\n')}\n\n${Buffer.from(body).toString('utf8')}`
}
