import { randomBytes } from 'node:crypto'
import type { DoctorFormat } from '../../contract/doctor.ts'
import { formatHttpDate } from '../../protocol/canonical/httpDate.ts'
import type { HttpRequest } from '../../protocol/httpRequest.ts'
import { messageMd5 } from '../../protocol/messageMd5.ts'
import type { Notification } from '../../protocol/notification/notification.ts'
import { writeNotificationJson } from '../../protocol/notification/notificationJson.ts'
import { writeNotificationXml } from '../../protocol/notification/notificationXml.ts'
import { simplifiedHeaders } from '../../protocol/notification/simplifiedNotification.ts'
import { encodeCertificateUrl } from '../../protocol/push/certificateUrl.ts'
import { writeContentMd5 } from '../../protocol/push/contentMd5.ts'
import { signPush } from '../../protocol/push/signPush.ts'
import type { PushSigner } from '../../simulator/push/pushRequest.ts'

export type PushContents = {
  format: DoctorFormat
  target: string
  message: string
  tag: string | null
  messageId: string
  publishedAt: number
  date: number
}

const contentTypes = {
  xml: 'text/xml;charset=utf-8',
  json: 'application/json;charset=utf-8',
  simplified: 'text/plain;charset=utf-8',
} as const

export const drawId = (): string => randomBytes(12).toString('hex').toUpperCase()

/** A push as production sends it. */
export function writeSignedPush(contents: PushContents, signer: PushSigner): HttpRequest {
  const { format, message, messageId } = contents
  const notification: Notification = {
    topicOwner: '1234567890123456',
    topicName: 'doctor',
    subscriber: '1234567890123456',
    subscriptionName: 'doctor',
    messageId,
    message,
    messageMd5: messageMd5(message),
    messageTag: contents.tag,
    publishTime: contents.publishedAt,
    signingCertUrl: format === 'simplified' ? null : signer.certificateUrl,
    extra: [],
  }
  const body = Buffer.from(writeBody(format, notification))
  const extensions = format === 'simplified' ? simplifiedHeaders(notification) : []
  return sign(
    {
      method: 'POST',
      target: contents.target,
      headers: [
        ['Accept', '*/*'],
        ['Content-Type', contentTypes[format]],
        ['Content-MD5', writeContentMd5(body, 'hex')],
        ['Date', formatHttpDate(contents.date)],
        ['User-Agent', 'Aliyun Notification Service Agent'],
        ['x-mns-request-id', drawId()],
        ['x-mns-signing-cert-url', encodeCertificateUrl(signer.certificateUrl)],
        ['x-mns-version', '2015-06-06'],
        ...extensions.map(
          ([name, value]) => [name, Buffer.from(value, 'utf8').toString('latin1')] as [string, string],
        ),
      ],
      body,
    },
    signer,
  )
}

function writeBody(format: PushContents['format'], notification: Notification): string {
  switch (format) {
    case 'xml':
      return writeNotificationXml(notification)
    case 'json':
      return writeNotificationJson(notification)
    case 'simplified':
      return notification.message
    default:
      return format satisfies never
  }
}

function sign(request: HttpRequest, { privateKey }: PushSigner): HttpRequest {
  return { ...request, headers: [...request.headers, ['Authorization', signPush(request, privateKey)]] }
}
