import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HeaderList } from '../../../../src/protocol/httpRequest.ts'
import { messageMd5 } from '../../../../src/protocol/messageMd5.ts'
import { matchesMessageMd5, type Notification } from '../../../../src/protocol/notification/notification.ts'
import { writeNotificationJson } from '../../../../src/protocol/notification/notificationJson.ts'
import { writeNotificationXml } from '../../../../src/protocol/notification/notificationXml.ts'
import { readNotification } from '../../../../src/protocol/notification/readNotification.ts'
import { simplifiedHeaders } from '../../../../src/protocol/notification/simplifiedNotification.ts'

const sample: Notification = {
  topicOwner: '1234567890123456',
  topicName: 'orders',
  subscriber: '1234567890123456',
  subscriptionName: 'hook',
  messageId: '6CC4D900CA59A2CD-1-15180534A8F-200000002',
  message: '{1:"a", 2:"b"}',
  messageMd5: 'F1E92841751D795AB325861034B5CB55',
  messageTag: 'important',
  publishTime: 1449556920975,
  signingCertUrl: null,
  extra: [],
}
const xmlType: HeaderList = [['Content-Type', 'text/xml;charset=utf-8']]
const plainType: HeaderList = [['Content-Type', 'text/plain;charset=utf-8']]

describe('the three formats', () => {
  test('XML stands on the wire as real pushes do', () => {
    const xml = writeNotificationXml({ ...sample, signingCertUrl: 'https://example.com/c.pem' })
    expect(xml).toBe(`<?xml version="1.0" encoding="utf-8"?>
<Notification xmlns="http://mns.aliyuncs.com/doc/v1/">
  <TopicOwner>1234567890123456</TopicOwner>
  <TopicName>orders</TopicName>
  <Subscriber>1234567890123456</Subscriber>
  <SubscriptionName>hook</SubscriptionName>
  <MessageId>6CC4D900CA59A2CD-1-15180534A8F-200000002</MessageId>
  <MessageMD5>F1E92841751D795AB325861034B5CB55</MessageMD5>
  <Message>{1:"a", 2:"b"}</Message>
  <MessageTag>important</MessageTag>
  <PublishTime>1449556920975</PublishTime>
  <SigningCertURL>https://example.com/c.pem</SigningCertURL>
</Notification>
`)
  })

  test('JSON carries the time as a string', () => {
    expect(JSON.parse(writeNotificationJson(sample))).toEqual({
      TopicOwner: '1234567890123456',
      TopicName: 'orders',
      Subscriber: '1234567890123456',
      SubscriptionName: 'hook',
      MessageId: '6CC4D900CA59A2CD-1-15180534A8F-200000002',
      MessageMD5: 'F1E92841751D795AB325861034B5CB55',
      Message: '{1:"a", 2:"b"}',
      MessageTag: 'important',
      PublishTime: '1449556920975',
    })
  })

  test('the documented message has the documented digest', () => {
    expect(matchesMessageMd5(sample)).toBe(true)
    expect(matchesMessageMd5({ ...sample, messageMd5: messageMd5(sample.message).toLowerCase() })).toBe(true)
    expect(matchesMessageMd5({ ...sample, messageMd5: 'F1E9' })).toBe(false)
    expect(matchesMessageMd5({ ...sample, messageMd5: null })).toBeNull()
  })

  test('a number where others send a string, and a field nobody documents', () => {
    const body = JSON.stringify({
      ...JSON.parse(writeNotificationJson(sample)),
      PublishTime: 1449556920975,
      New: [1],
    })
    expect(readNotification(plainType, Buffer.from(body))).toEqual({
      ok: true,
      value: { format: 'JSON', notification: { ...sample, extra: [['New', '[1]']] } },
    })
  })

  test('a publisher’s own XML or JSON is text, unless XML was announced', () => {
    for (const body of [
      '<Notification><Other/></Notification>',
      '<a>',
      '{"MessageId":"1"}',
      '<Notification',
    ]) {
      expect(readNotification(plainType, Buffer.from(body))).toMatchObject({
        value: { format: 'SIMPLIFIED', notification: { message: body } },
      })
    }
    expect(readNotification(xmlType, Buffer.from('<Notification><Other/></Notification>'))).toEqual({
      ok: false,
      problem: {
        kind: 'schema',
        element: 'Message',
        expected: '<Message> inside <Notification>',
        seen: 'Other',
        offset: null,
      },
    })
  })
})

const text = fc
  .string({ unit: 'binary', maxLength: 60 })
  .map(value => value.toWellFormed().replaceAll('\0', ''))
const word = text.map(value => value.trim())
const option = fc.option(word)
const notification: fc.Arbitrary<Notification> = fc.record({
  topicOwner: option,
  topicName: option,
  subscriber: option,
  subscriptionName: option,
  messageId: option,
  message: text,
  messageMd5: option,
  messageTag: option,
  publishTime: fc.option(fc.maxSafeNat()),
  signingCertUrl: option,
  extra: fc.constantFrom([], [['NewField', 'x'] as const]),
})

describe('what is written is read back', () => {
  test('XML', () => {
    fc.assert(
      fc.property(notification, value => {
        const read = readNotification(xmlType, Buffer.from(writeNotificationXml(value)))
        expect(read).toEqual({ ok: true, value: { format: 'XML', notification: value } })
      }),
    )
  })

  test('JSON', () => {
    const complete = notification.map(value => ({
      ...value,
      topicOwner: value.topicOwner ?? '',
      topicName: value.topicName ?? '',
      subscriber: value.subscriber ?? '',
      subscriptionName: value.subscriptionName ?? '',
      messageId: value.messageId ?? '',
    }))
    fc.assert(
      fc.property(complete, value => {
        const read = readNotification([], Buffer.from(writeNotificationJson(value)))
        expect(read).toEqual({ ok: true, value: { format: 'JSON', notification: value } })
      }),
    )
  })

  test('SIMPLIFIED', () => {
    fc.assert(
      fc.property(notification, value => {
        const headers = [...plainType, ...simplifiedHeaders(value)]
        const carried = { ...value, messageMd5: null, signingCertUrl: null, extra: [] }
        const body = Buffer.from(`plain ${value.message}`)
        expect(readNotification(headers, body)).toEqual({
          ok: true,
          value: { format: 'SIMPLIFIED', notification: { ...carried, message: `plain ${value.message}` } },
        })
      }),
    )
  })
})
