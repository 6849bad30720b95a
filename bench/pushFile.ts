import { closeSync, openSync, writeSync } from 'node:fs'
import { formatHttpDate } from '../src/protocol/canonical/httpDate.ts'
import type { HttpRequest } from '../src/protocol/httpRequest.ts'
import { messageMd5 } from '../src/protocol/messageMd5.ts'
import { writeNotificationXml } from '../src/protocol/notification/notificationXml.ts'
import { encodeCertificateUrl } from '../src/protocol/push/certificateUrl.ts'
import { writeContentMd5 } from '../src/protocol/push/contentMd5.ts'
import { signPushAside } from '../src/protocol/push/signPush.ts'
import type { PushSigner } from '../src/simulator/push/pushRequest.ts'

const bodyBytes = 1024

/** Different pushes of 1 KiB, each a message of its own, as they go over the wire, a zero byte after each. */
export async function writePushFile(
  path: string,
  signer: PushSigner,
  count: number,
  from = 0,
): Promise<void> {
  const file = openSync(path, 'w')
  for (let first = from; first < from + count; first += 64) {
    const numbers = Array.from({ length: Math.min(64, from + count - first) }, (_, offset) => first + offset)
    const wires = await Promise.all(numbers.map(number => writePush(signer, number)))
    writeSync(file, `${wires.join('\0')}\0`, null, 'latin1')
  }
  closeSync(file)
}

async function writePush(signer: PushSigner, number: number): Promise<string> {
  const id = number.toString(16).toUpperCase().padStart(16, '0')
  const bare = writeBody(signer, id, '')
  const body = writeBody(signer, id, `order ${number} paid `.padEnd(bodyBytes - bare.length, 'abcdefgh '))
  const request: HttpRequest = {
    method: 'POST',
    target: '/notifications',
    headers: [
      ['Content-MD5', writeContentMd5(body, 'hex')],
      ['Content-Type', 'text/xml;charset=utf-8'],
      ['Date', formatHttpDate(Date.now())],
      ['User-Agent', 'Aliyun Notification Service Agent'],
      ['x-mns-request-id', `${id}00000000`],
      ['x-mns-signing-cert-url', encodeCertificateUrl(signer.certificateUrl)],
      ['x-mns-version', '2015-06-06'],
    ],
    body,
  }
  const headers = [
    ...request.headers,
    ['Authorization', await signPushAside(request, signer.privateKey)],
    ['Host', 'endpoint'],
    ['Content-Length', `${body.length}`],
  ]
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return `POST /notifications HTTP/1.1\r\n${head}\r\n${body.toString('latin1')}`
}

function writeBody(signer: PushSigner, id: string, message: string): Buffer {
  return Buffer.from(
    writeNotificationXml({
      topicOwner: '1234567890123456',
      topicName: 'bench',
      subscriber: '1234567890123456',
      subscriptionName: 'bench',
      messageId: `${id}-1-15C8E4B2A31-200000001`,
      message,
      messageMd5: messageMd5(message),
      messageTag: null,
      publishTime: Date.now(),
      signingCertUrl: signer.certificateUrl,
      extra: [],
    }),
  )
}
