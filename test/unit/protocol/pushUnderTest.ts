import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { diagnosePush, type NamedKey } from '../../../src/protocol/diagnosis/diagnosePush.ts'
import type { PushDiagnosis } from '../../../src/protocol/diagnosis/diagnosis.ts'
import type { Edit } from '../../../src/protocol/diagnosis/edit.ts'
import { type Evidence, evidenceOf } from '../../../src/protocol/diagnosis/evidence.ts'
import type { HttpRequest } from '../../../src/protocol/httpRequest.ts'
import { bytesToBigInt } from '../../../src/protocol/push/bigIntegers.ts'
import { writeContentMd5 } from '../../../src/protocol/push/contentMd5.ts'
import { readRsaPublicKey } from '../../../src/protocol/push/rsaPublicKey.ts'
import { signPush } from '../../../src/protocol/push/signPush.ts'
import { editsBetween, otherAttempt } from './alterations.ts'

export function makeKey(name: string): { privateKey: KeyObject; named: NamedKey } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
  const { n = '' } = publicKey.export({ format: 'jwk' })
  const reading = readRsaPublicKey(bytesToBigInt(Buffer.from(n, 'base64url')), 65537n)
  if (reading.outcome !== 'key') throw new Error(reading.reason.en)
  return { privateKey, named: { name: { en: name, zh: name }, key: reading.key } }
}

export const signer = makeKey('the key of the certificate')

const body = Buffer.from(
  '<?xml version="1.0" encoding="utf-8"?><Notification xmlns="http://mns.aliyuncs.com/doc/v1/"><TopicOwner>1234567890</TopicOwner><TopicName>sms-news</TopicName><MessageId>5F290C926D472878-2-14D9529A8FA-200000001</MessageId><Message>hi</Message><MessageTag>标签</MessageTag><PublishTime>1680076799500</PublishTime></Notification>',
)

export const unsignedPush: HttpRequest = {
  method: 'POST',
  target: otherAttempt.target,
  headers: [
    ['Host', 'localhost:8099'],
    ['Date', 'Wed, 29 Mar 2023 08:00:00 GMT'],
    ['Content-Type', 'text/xml;charset=utf-8'],
    ['Content-MD5', writeContentMd5(body, 'base64-hex')],
    ['User-Agent', 'Aliyun Notification Service Agent'],
    ['x-mns-request-id', '512B2A634403E52B1956133E'],
    [
      'x-mns-signing-cert-url',
      Buffer.from('http://mnstest.oss-cn-hangzhou.aliyuncs.com/x509_public_certificate.pem').toString(
        'base64',
      ),
    ],
    ['x-mns-version', '2015-06-06'],
    ['x-mns-message-id', '5F290C926D472878-2-14D9529A8FA-200000001'],
    ['x-mns-message-tag', Buffer.from('标签').toString('latin1')],
    ['x-mns-topic-name', 'sms-news'],
  ],
  body,
}

export function signed(request: HttpRequest, privateKey = signer.privateKey): HttpRequest {
  return { ...request, headers: [...request.headers, ['Authorization', signPush(request, privateKey)]] }
}

export const genuinePush = signed(unsignedPush)

const known: Partial<Evidence> = {
  registeredTarget: unsignedPush.target,
  otherAttempts: [otherAttempt],
  receivedAt: Date.parse('Wed, 29 Mar 2023 08:00:02 GMT'),
}

export function diagnose(received: HttpRequest, keys: readonly NamedKey[] = [signer.named]): PushDiagnosis {
  return diagnosePush(evidenceOf(received, known), keys)
}

/** Whether the diagnosis names exactly the edits that lie between what was signed and what came in. */
export function namesExactly(diagnosis: PushDiagnosis, received: HttpRequest): boolean {
  const sorted = (edits: readonly Edit[]) => JSON.stringify(edits.map(edit => JSON.stringify(edit)).sort())
  const done = editsBetween(genuinePush, received)
  return diagnosis.outcome === 'explained' && sorted(diagnosis.explanation.edits) === sorted(done)
}
