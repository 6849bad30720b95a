import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  readBatchDeleteErrors,
  readBatchDeleteRequest,
  writeBatchDeleteErrors,
} from '../../../../src/protocol/xml/batchDelete.ts'
import { readDirectMail, readDirectSms } from '../../../../src/protocol/xml/directAttributes.ts'
import { readErrorReply, writeErrorReply } from '../../../../src/protocol/xml/errorReply.ts'
import { readPublishRequest } from '../../../../src/protocol/xml/publishRequest.ts'
import {
  readQueueAttributes,
  readQueueSettings,
  unsetQueueSettings,
  writeQueueAttributes,
} from '../../../../src/protocol/xml/queueAttributes.ts'
import { readQueueList } from '../../../../src/protocol/xml/queueList.ts'
import { readReceivedMessages, writeReceivedMessage } from '../../../../src/protocol/xml/receivedMessages.ts'
import { readSendReply, writeBatchSendReply } from '../../../../src/protocol/xml/sendReply.ts'
import { readSendRequest } from '../../../../src/protocol/xml/sendRequest.ts'
import { readSubscriptionAttributes } from '../../../../src/protocol/xml/subscription.ts'
import { readTopicList } from '../../../../src/protocol/xml/topicList.ts'
import { readVisibilityReply, writeVisibilityReply } from '../../../../src/protocol/xml/visibilityReply.ts'
import { describeXmlProblem, type Read } from '../../../../src/protocol/xml/xmlProblem.ts'
import { sharedDirectory } from '../../../sharedDirectory.ts'

function value<T>(result: Read<T>): T {
  if (!result.ok) throw new Error(describeXmlProblem(result.problem))
  return result.value
}

function problem(result: Read<unknown>): string {
  if (result.ok) throw new Error(`accepted as ${JSON.stringify(result.value)}`)
  return describeXmlProblem(result.problem)
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>'
const namespaced = 'xmlns="http://mns.aliyuncs.com/doc/v1/"'

describe('requests as clients send them', () => {
  test('an unescaped body', () => {
    const xml = `${declaration}<Message ${namespaced}><MessageBody>hi <b></MessageBody></Message>`
    expect(value(readSendRequest(xml))).toEqual({
      batch: false,
      messages: [{ body: 'hi <b>', delaySeconds: null, priority: null, properties: null }],
      unescaped: true,
    })
  })

  test('a batch with neither declaration nor namespace', () => {
    const item = (body: string) =>
      `<Message><MessageBody>${body}</MessageBody><Priority>8</Priority><DelaySeconds>0</DelaySeconds></Message>`
    const xml = `<Messages>${item('YQ==')}${item('Yg==')}</Messages>`
    expect(value(readSendRequest(Buffer.from(xml)))).toEqual({
      batch: true,
      messages: ['YQ==', 'Yg=='].map(body => ({ body, delaySeconds: 0, priority: 8, properties: null })),
      unescaped: false,
    })
  })

  test('queue settings with either spelling of a boolean, or no body', () => {
    for (const spelling of ['True', 'true']) {
      const xml = `<Queue><LoggingEnabled>${spelling}</LoggingEnabled></Queue>`
      expect(value(readQueueSettings(xml))).toEqual({ ...unsetQueueSettings, loggingEnabled: true })
    }
    expect(value(readQueueSettings(new Uint8Array()))).toEqual(unsetQueueSettings)
  })

  test('a text message for several receivers', () => {
    const sms = JSON.stringify({
      FreeSignName: '签名',
      TemplateCode: 'SMS_0001',
      Type: 'multiContent',
      SmsParams: JSON.stringify({ '13800000001': { code: '01' }, '13800000002': { code: '02' } }),
    })
    const xml = `<Message ${namespaced}><MessageBody>content</MessageBody><MessageAttributes>\n<DirectSMS>\n${sms}\n</DirectSMS>\n</MessageAttributes></Message>`
    const request = value(readPublishRequest(xml))
    expect(value(readDirectSms(request.directSms ?? ''))).toEqual({
      signName: '签名',
      templateCode: 'SMS_0001',
      type: 'multiContent',
      parametersByPhone: new Map([
        ['13800000001', new Map([['code', '01']])],
        ['13800000002', new Map([['code', '02']])],
      ]),
    })
  })

  test('a mail with numbers for flags', () => {
    const json = '{"Subject":"s","AccountName":"a@example.com","ReplyToAddress":0,"AddressType":1,"IsHtml":1}'
    expect(value(readDirectMail(json))).toEqual({
      accountName: 'a@example.com',
      subject: 's',
      addressType: 1,
      isHtml: true,
      replyToAddress: false,
    })
  })

  test('what does not fit is named', () => {
    expect(problem(readSendRequest('<Queue/>'))).toBe(
      'expected a root element <Message> or <Messages>, saw <Queue>',
    )
    expect(problem(readSendRequest('<Message><Priority>1</Priority></Message>'))).toBe(
      'expected <MessageBody> inside <Message>, saw <Priority>',
    )
    expect(problem(readSendRequest('<Messages/>'))).toBe('expected <Message> inside <Messages>, saw none')
    expect(problem(readQueueSettings('<Queue><DelaySeconds>1.5</DelaySeconds></Queue>'))).toBe(
      'expected a whole number in <DelaySeconds>, saw "1.5"',
    )
    expect(problem(readQueueSettings('<Queue><LoggingEnabled>yes</LoggingEnabled></Queue>'))).toBe(
      'expected True or False in <LoggingEnabled>, saw "yes"',
    )
    expect(problem(readBatchDeleteRequest('<ReceiptHandles/>'))).toBe(
      'expected <ReceiptHandle> inside <ReceiptHandles>, saw none',
    )
    expect(problem(readDirectSms('{"FreeSignName":"a","TemplateCode":"b","SmsParams":"{}"}'))).toBe(
      'expected singleContent or multiContent as Type of DirectSMS, saw no Type',
    )
  })
})

describe('replies as the service gives them', () => {
  test('a received message, ids and white space untouched', () => {
    const message = {
      messageId: '5F290C926D472878-2-14D9529A8FA-200000001',
      receiptHandle: '1-ODU4OTkzNDU5My0xNDMyNzI3ODI3LTItOA==',
      body: ' This is\r\na test message ',
      bodyMd5: 'C5DD56A39F5F7BB8B3337C6D11B6D8C7',
      enqueueTime: 1250700979248,
      nextVisibleTime: 1250700799348,
      firstDequeueTime: 1250700779318,
      dequeueCount: 1,
      priority: 8,
      properties: null,
    }
    expect(writeReceivedMessage(message)).toBe(
      `${declaration}<Message ${namespaced}><MessageId>5F290C926D472878-2-14D9529A8FA-200000001</MessageId>` +
        '<ReceiptHandle>1-ODU4OTkzNDU5My0xNDMyNzI3ODI3LTItOA==</ReceiptHandle>' +
        '<MessageBodyMD5>C5DD56A39F5F7BB8B3337C6D11B6D8C7</MessageBodyMD5>' +
        '<MessageBody> This is&#13;\na test message </MessageBody><EnqueueTime>1250700979248</EnqueueTime>' +
        '<NextVisibleTime>1250700799348</NextVisibleTime><FirstDequeueTime>1250700779318</FirstDequeueTime>' +
        '<DequeueCount>1</DequeueCount><Priority>8</Priority></Message>',
    )
    expect(value(readReceivedMessages(writeReceivedMessage(message)))).toEqual([message])
  })

  test('a peeked message without id and with an unreadable figure still counts', () => {
    const xml = `<Messages><Message><MessageBody>x</MessageBody><Priority>eight</Priority></Message></Messages>`
    expect(value(readReceivedMessages(xml))).toMatchObject([{ messageId: null, body: 'x', priority: null }])
  })

  test('a batch of which one message was refused', () => {
    const xml = writeBatchSendReply([
      { ok: true, messageId: '01', bodyMd5: 'C5DD', receiptHandle: null },
      { ok: false, errorCode: 'InternalError', errorMessage: 'Internal error.' },
    ])
    expect(xml).toBe(
      `${declaration}<Messages ${namespaced}><Message><MessageId>01</MessageId><MessageBodyMD5>C5DD</MessageBodyMD5></Message>` +
        '<Message><ErrorCode>InternalError</ErrorCode><ErrorMessage>Internal error.</ErrorMessage></Message></Messages>',
    )
    expect(value(readSendReply(xml.replace('InternalError<', 'InternalError <')))).toHaveLength(2)
    expect(value(readSendReply(xml))[0]).toMatchObject({ messageId: '01' })
  })

  test('handles that could not be deleted', () => {
    const errors = [
      { errorCode: 'MessageNotExist', errorMessage: 'Message not exist.', receiptHandle: '1-A==' },
    ]
    expect(writeBatchDeleteErrors(errors)).toBe(
      `${declaration}<Errors ${namespaced}><Error><ErrorCode>MessageNotExist</ErrorCode>` +
        '<ErrorMessage>Message not exist.</ErrorMessage><ReceiptHandle>1-A==</ReceiptHandle></Error></Errors>',
    )
    expect(value(readBatchDeleteErrors(writeBatchDeleteErrors(errors)))).toEqual(errors)
  })

  test('an error with the other spelling of the namespace', () => {
    const xml =
      '<?xml version="1.0" ?>\n<Error xmlns="http://mns.aliyuncs.com/doc/v1">\n  <Code>AccessDenied</Code>\n  <Message>\nNo.\n</Message>\n  <RequestId>56C1</RequestId>\n  <HostId>http://1.mns.cn-hangzhou.aliyuncs.com</HostId>\n</Error>'
    const error = {
      code: 'AccessDenied',
      message: 'No.',
      requestId: '56C1',
      hostId: 'http://1.mns.cn-hangzhou.aliyuncs.com',
    }
    expect(value(readErrorReply(xml))).toEqual(error)
    expect(value(readErrorReply(writeErrorReply(error, 'mqs')))).toEqual(error)
  })

  test('a queue says twelve things of itself', () => {
    const xml = writeQueueAttributes({
      queueName: 'q',
      createTime: 1,
      lastModifyTime: 2,
      delaySeconds: 3,
      maximumMessageSize: 4,
      messageRetentionPeriod: 5,
      visibilityTimeout: 6,
      pollingWaitSeconds: 7,
      loggingEnabled: false,
      activeMessages: 8,
      inactiveMessages: 9,
      delayMessages: 10,
    })
    const names = [...xml.matchAll(/<([A-Za-z]+)>/g)].map(match => match[1] ?? '')
    expect(names.sort()).toEqual([
      'ActiveMessages',
      'CreateTime',
      'DelayMessages',
      'DelaySeconds',
      'InactiveMessages',
      'LastModifyTime',
      'LoggingEnabled',
      'MaximumMessageSize',
      'MessageRetentionPeriod',
      'PollingWaitSeconds',
      'QueueName',
      'VisibilityTimeout',
    ])
    expect(value(readQueueAttributes(xml)).loggingEnabled).toBe(false)
  })

  test('lists with pretty-printed addresses and a marker', () => {
    const list = (of: string) =>
      `<${of}s><${of}>\n<${of}URL>\n  http://1.mns.cn-hangzhou.aliyuncs.com/x/a\n</${of}URL></${of}><NextMarker> QQ== </NextMarker></${of}s>`
    const item = { url: 'http://1.mns.cn-hangzhou.aliyuncs.com/x/a', attributes: null }
    expect(value(readQueueList(list('Queue')))).toEqual({ queues: [item], nextMarker: 'QQ==' })
    expect(value(readTopicList(list('Topic')))).toEqual({ topics: [item], nextMarker: 'QQ==' })
  })

  test('a new handle, in both protocols', () => {
    const reply = { receiptHandle: '1-B==', nextVisibleTime: 1250700979298000 }
    expect(writeVisibilityReply(reply)).toContain('<ChangeVisibility ')
    expect(writeVisibilityReply(reply, 'mqs')).toContain('<Message xmlns="http://mqs.aliyuncs.com/doc/v1/">')
    expect(value(readVisibilityReply(writeVisibilityReply(reply, 'mqs')))).toEqual(reply)
  })

  test('a subscription', () => {
    const xml =
      '<Subscription xmlns="http://mns.aliyuncs.com/doc/v1"><CreateTime>1449554806</CreateTime><Endpoint>http://company.com</Endpoint><NotifyStrategy>BACKOFF_RETRY</NotifyStrategy></Subscription>'
    expect(value(readSubscriptionAttributes(xml))).toMatchObject({
      createTime: 1449554806,
      endpoint: 'http://company.com',
      notifyStrategy: 'BACKOFF_RETRY',
      filterTag: null,
    })
  })
})

const captureFile = join(sharedDirectory ?? '', 'reference/vectors/npm-sdk-requests-capture.json')

describe.skipIf(!existsSync(captureFile))('captured requests of published clients (need the vectors)', () => {
  type Capture = { line: string; body: string }
  const captures: Capture[] = existsSync(captureFile) ? JSON.parse(readFileSync(captureFile, 'utf8')) : []
  const bodies = captures.filter(({ body }) => body !== '')

  test('every body is read by the reader of its operation', () => {
    const seen = bodies.map(({ line, body }) => {
      const [method, target = ''] = line.split(' ')
      if (method === 'PUT') return value(readQueueSettings(body)).visibilityTimeout
      if (method === 'DELETE') return value(readBatchDeleteRequest(body))
      expect(target).toMatch(/\/messages$/)
      return value(readSendRequest(body)).messages.map(message => message.body)
    })
    expect(seen).toEqual([
      60,
      ['hi <b>'],
      ['a', 'b'],
      ['a', 'b'],
      ['bad'],
      60,
      ['aGnkuK0='],
      ['YQ==', 'Yg=='],
      ['a', 'b'],
      ['bad'],
    ])
  })
})
