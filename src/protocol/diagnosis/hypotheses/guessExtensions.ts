import { readSignedHeaders } from '../../canonical/signedHeaders.ts'
import { headerValue } from '../../httpRequest.ts'
import { encodeCertificateUrl } from '../../push/certificateUrl.ts'
import type { Evidence } from '../evidence.ts'
import type { Cause, Hypothesis } from '../hypothesis.ts'
import { readNotificationFields } from './notificationFields.ts'
import { proposeHeader } from './proposal.ts'
import { respellValue } from './respellValue.ts'

type Extension = `x-${string}`

const ownHeaders: ReadonlySet<string> = new Set([
  'x-mns-request-id',
  'x-mns-signing-cert-url',
  'x-mns-version',
  'x-mns-message-id',
  'x-mns-message-tag',
  'x-mns-publish-time',
  'x-mns-subscriber',
  'x-mns-subscription-name',
  'x-mns-topic-name',
  'x-mns-topic-owner',
])

const publishedUrl = 'mnstest.oss-cn-hangzhou.aliyuncs.com/x509_public_certificate.pem'

/** A request with more extension headers than this was not altered but made up. */
const mostExamined = 40

/** Whether MNS itself sends a header of this name with its pushes. */
function isOwnExtension(name: string): boolean {
  return ownHeaders.has(name)
}

/** Extension headers that were added, dropped or changed on the way. */
export function guessExtensions(evidence: Evidence): Hypothesis[] {
  const { extensions } = readSignedHeaders(evidence.request.headers, 'x-mns-')
  const remembered = rememberedValues(evidence)
  const seen = new Map<string, number>()
  const present = extensions.slice(0, mostExamined).flatMap(([name, value]) => {
    const occurrence = seen.get(name) ?? 0
    seen.set(name, occurrence + 1)
    return guessPresent(name as Extension, value, occurrence, remembered.get(name) ?? [])
  })
  const dropped = [...remembered]
    .filter(([name]) => !seen.has(name))
    .flatMap(([name, values]) => guessDropped(name as Extension, values))
  return [...present, ...dropped]
}

type Remembered = { readonly value: string; readonly cause: Cause | null; readonly cost: 1 | 2 | 3 }

function guessPresent(
  name: Extension,
  received: string,
  occurrence: number,
  remembered: readonly Remembered[],
): Hypothesis[] {
  const guesses = proposeHeader(name, received, occurrence)
  guesses.add(null, 'header-added', occurrence > 0 || !isOwnExtension(name) ? 1 : 2)
  for (const { value, cause, cost } of remembered) guesses.add(value, cause ?? 'header-replaced', cost)
  for (const value of [received.toLowerCase(), received.toUpperCase()])
    guesses.add(value, 'header-respelled', 2)
  for (const value of respellValue(received)) guesses.add(value, 'header-respelled', 3)
  return guesses.all()
}

function guessDropped(name: Extension, remembered: readonly Remembered[]): Hypothesis[] {
  const guesses = proposeHeader(name, null)
  for (const { value, cost } of remembered) guesses.add(value, 'header-dropped', cost)
  return guesses.all()
}

/** Values that a header must, or may, have had; from what is fixed, from the body, from other deliveries, from CGI spellings. */
function rememberedValues({ request, otherAttempts, certificateUrls }: Evidence): Map<string, Remembered[]> {
  const values = new Map<string, Remembered[]>()
  const remember = (name: string, value: string | undefined, cost: 1 | 2 | 3, cause: Cause | null = null) => {
    if (value === undefined) return
    const known = values.get(name) ?? []
    known.push({ value, cause, cost })
    values.set(name, known)
  }
  remember('x-mns-version', '2015-06-06', 1)
  for (const url of [`https://${publishedUrl}`, `http://${publishedUrl}`, ...certificateUrls]) {
    remember('x-mns-signing-cert-url', encodeCertificateUrl(url), 1)
  }
  for (const [receivedName, value] of request.headers) {
    const name = receivedName
      .toLowerCase()
      .replaceAll('_', '-')
      .replace(/^http-/, '')
    if (name !== receivedName.toLowerCase() && name.startsWith('x-mns-')) remember(name, value, 1)
  }
  for (const attempt of otherAttempts) {
    for (const [name, value] of readSignedHeaders(attempt.headers, 'x-mns-').extensions) {
      remember(name, value, 1, 'value-of-another-attempt')
    }
  }
  const fields = readNotificationFields(request.body)
  remember('x-mns-message-id', fields.MessageId, 2)
  remember('x-mns-message-tag', toWire(fields.MessageTag), 2)
  remember('x-mns-publish-time', fields.PublishTime, 2)
  remember('x-mns-topic-owner', fields.TopicOwner, 2)
  remember('x-mns-topic-name', fields.TopicName, 2)
  remember('x-mns-subscriber', fields.Subscriber, 2)
  remember('x-mns-subscription-name', fields.SubscriptionName, 2)
  if (fields.SigningCertURL !== undefined) {
    remember('x-mns-signing-cert-url', encodeCertificateUrl(fields.SigningCertURL), 1)
    remember('x-mns-signing-cert-url', fields.SigningCertURL, 2)
  }
  remember('x-mns-date', headerValue(request.headers, 'date'), 2)
  return values
}

/** One character per byte, as header values are kept. */
function toWire(text: string | undefined): string | undefined {
  return text === undefined ? undefined : Buffer.from(text, 'utf8').toString('latin1')
}
