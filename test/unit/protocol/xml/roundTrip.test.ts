import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  readAccountAttributes,
  writeAccountAttributes,
} from '../../../../src/protocol/xml/accountAttributes.ts'
import {
  readBatchDeleteErrors,
  readBatchDeleteRequest,
  writeBatchDeleteErrors,
  writeBatchDeleteRequest,
} from '../../../../src/protocol/xml/batchDelete.ts'
import {
  readDirectMail,
  readDirectSms,
  writeDirectMail,
  writeDirectSms,
} from '../../../../src/protocol/xml/directAttributes.ts'
import { readErrorReply, writeErrorReply } from '../../../../src/protocol/xml/errorReply.ts'
import { readOpenServiceReply, writeOpenServiceReply } from '../../../../src/protocol/xml/openServiceReply.ts'
import { readPublishReply, writePublishReply } from '../../../../src/protocol/xml/publishReply.ts'
import { readPublishRequest, writePublishRequest } from '../../../../src/protocol/xml/publishRequest.ts'
import {
  readQueueAttributes,
  readQueueSettings,
  writeQueueAttributes,
  writeQueueSettings,
} from '../../../../src/protocol/xml/queueAttributes.ts'
import { readQueueList, writeQueueList } from '../../../../src/protocol/xml/queueList.ts'
import {
  readReceivedMessages,
  writeReceivedMessage,
  writeReceivedMessages,
} from '../../../../src/protocol/xml/receivedMessages.ts'
import { readSendReply, writeBatchSendReply, writeSendReply } from '../../../../src/protocol/xml/sendReply.ts'
import {
  readSendRequest,
  writeBatchSendRequest,
  writeSendRequest,
} from '../../../../src/protocol/xml/sendRequest.ts'
import {
  readSubscriptionAttributes,
  readSubscriptionSettings,
  writeSubscriptionAttributes,
  writeSubscriptionSettings,
} from '../../../../src/protocol/xml/subscription.ts'
import { readSubscriptionList, writeSubscriptionList } from '../../../../src/protocol/xml/subscriptionList.ts'
import {
  readTopicAttributes,
  readTopicSettings,
  writeTopicAttributes,
  writeTopicSettings,
} from '../../../../src/protocol/xml/topicAttributes.ts'
import { readTopicList, writeTopicList } from '../../../../src/protocol/xml/topicList.ts'
import { readVisibilityReply, writeVisibilityReply } from '../../../../src/protocol/xml/visibilityReply.ts'
import type { Read } from '../../../../src/protocol/xml/xmlProblem.ts'

/** Any text a user may write, but for the one character XML has no spelling for. */
const body = fc
  .string({ unit: 'binary', maxLength: 80 })
  .map(text => text.toWellFormed().replaceAll('\0', ''))
/** Names, ids and URLs: pretty-printing may surround them with white space, so theirs is not kept. */
const word = body.map(text => text.trim())
const integer = fc.maxSafeInteger()
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary)
const dialect = fc.constantFrom('mns' as const, 'mqs' as const)

const settings = {
  delaySeconds: optional(integer),
  maximumMessageSize: optional(integer),
  messageRetentionPeriod: optional(integer),
  visibilityTimeout: optional(integer),
  pollingWaitSeconds: optional(integer),
  loggingEnabled: optional(fc.boolean()),
}
const queue = {
  ...settings,
  createTime: optional(integer),
  lastModifyTime: optional(integer),
  activeMessages: optional(integer),
  inactiveMessages: optional(integer),
  delayMessages: optional(integer),
}
const topicSettings = { maximumMessageSize: optional(integer), loggingEnabled: optional(fc.boolean()) }
const topic = {
  ...topicSettings,
  createTime: optional(integer),
  lastModifyTime: optional(integer),
  messageRetentionPeriod: optional(integer),
  messageCount: optional(integer),
}
const subscriptionSettings = {
  endpoint: optional(word),
  filterTag: optional(word),
  notifyStrategy: optional(word),
  notifyContentFormat: optional(word),
}
const subscription = {
  ...subscriptionSettings,
  subscriptionName: optional(word),
  subscriber: optional(word),
  topicOwner: optional(word),
  topicName: optional(word),
  createTime: optional(integer),
  lastModifyTime: optional(integer),
}
const property = fc.record({
  name: word,
  value: body,
  type: fc.constantFrom('NUMBER', 'STRING', 'BOOLEAN', 'BINARY'),
})
const properties = fc
  .record({ user: fc.array(property), system: fc.array(property), groupId: optional(word) })
  .map(all => (all.user.length + all.system.length === 0 && all.groupId === null ? null : all))
const outgoing = fc.record({
  body,
  delaySeconds: optional(integer),
  priority: optional(integer),
  properties: fc.oneof(fc.constant(null), properties),
})
const sent = fc.record({
  ok: fc.constant(true as const),
  messageId: word,
  bodyMd5: word,
  receiptHandle: optional(word),
})
const refused = fc.record({ ok: fc.constant(false as const), errorCode: word, errorMessage: word })
const received = fc.record({
  messageId: optional(word),
  receiptHandle: optional(word),
  body,
  bodyMd5: optional(word),
  enqueueTime: optional(integer),
  nextVisibleTime: optional(integer),
  firstDequeueTime: optional(integer),
  dequeueCount: optional(integer),
  priority: optional(integer),
  properties: fc.oneof(fc.constant(null), properties),
})
const parameters = fc.array(fc.tuple(body, body), { maxLength: 3 }).map(entries => new Map(entries))
const phone = fc.stringMatching(/^1[0-9]{10}$/)

function roundTrip<T>(
  name: string,
  values: fc.Arbitrary<T>,
  write: (value: T) => string,
  read: (xml: string) => Read<unknown>,
) {
  test(name, () => {
    fc.assert(
      fc.property(values, value => {
        expect(read(write(value))).toEqual({ ok: true, value })
      }),
      { numRuns: 150 },
    )
  })
}

describe('what is written is read back', () => {
  roundTrip('queue settings', fc.record(settings), writeQueueSettings, readQueueSettings)
  roundTrip(
    'queue attributes',
    fc.record({ ...queue, queueName: optional(word) }),
    writeQueueAttributes,
    readQueueAttributes,
  )
  roundTrip(
    'queue list',
    fc.record({
      queues: fc.array(
        fc.record({ url: word, attributes: optional(fc.record({ ...queue, queueName: word })) }),
      ),
      nextMarker: optional(word),
    }),
    writeQueueList,
    readQueueList,
  )
  roundTrip(
    'send request',
    outgoing.map(message => ({ batch: false, messages: [message], unescaped: false })),
    ({ messages }) => messages.map(message => writeSendRequest(message)).join(''),
    readSendRequest,
  )
  roundTrip(
    'batch send request',
    fc
      .array(outgoing, { minLength: 1, maxLength: 16 })
      .map(messages => ({ batch: true, messages, unescaped: false })),
    ({ messages }) => writeBatchSendRequest(messages),
    readSendRequest,
  )
  roundTrip(
    'send reply',
    sent.map(message => [message]),
    messages => messages.map(message => writeSendReply(message)).join(''),
    readSendReply,
  )
  roundTrip('batch send reply', fc.array(fc.oneof(sent, refused)), writeBatchSendReply, readSendReply)
  roundTrip(
    'received message',
    received.map(message => [message]),
    messages => messages.map(message => writeReceivedMessage(message, 'mqs')).join(''),
    readReceivedMessages,
  )
  roundTrip('received messages', fc.array(received), writeReceivedMessages, readReceivedMessages)
  roundTrip(
    'visibility reply',
    fc.record({ receiptHandle: word, nextVisibleTime: optional(integer) }),
    writeVisibilityReply,
    readVisibilityReply,
  )
  roundTrip(
    'batch delete request',
    fc.array(word, { minLength: 1, maxLength: 16 }),
    writeBatchDeleteRequest,
    readBatchDeleteRequest,
  )
  roundTrip(
    'batch delete errors',
    fc.array(fc.record({ errorCode: word, errorMessage: word, receiptHandle: word })),
    writeBatchDeleteErrors,
    readBatchDeleteErrors,
  )
  roundTrip(
    'error',
    fc.record({ code: word, message: word, requestId: word, hostId: word }),
    writeErrorReply,
    readErrorReply,
  )
  roundTrip('topic settings', fc.record(topicSettings), writeTopicSettings, readTopicSettings)
  roundTrip(
    'topic attributes',
    fc.record({ ...topic, topicName: optional(word) }),
    writeTopicAttributes,
    readTopicAttributes,
  )
  roundTrip(
    'topic list',
    fc.record({
      topics: fc.array(
        fc.record({ url: word, attributes: optional(fc.record({ ...topic, topicName: word })) }),
      ),
      nextMarker: optional(word),
    }),
    writeTopicList,
    readTopicList,
  )
  roundTrip(
    'subscription settings',
    fc.record(subscriptionSettings),
    writeSubscriptionSettings,
    readSubscriptionSettings,
  )
  roundTrip(
    'subscription attributes',
    fc.record(subscription),
    writeSubscriptionAttributes,
    readSubscriptionAttributes,
  )
  roundTrip(
    'subscription list',
    fc.record({
      subscriptions: fc.array(
        fc.record({
          url: word,
          attributes: optional(fc.record({ ...subscription, subscriptionName: word })),
        }),
      ),
      nextMarker: optional(word),
    }),
    writeSubscriptionList,
    readSubscriptionList,
  )
  roundTrip(
    'publish request',
    fc.record({
      body,
      messageTag: optional(word),
      directMail: optional(word),
      directSms: optional(word),
      unescaped: fc.constant(false),
    }),
    writePublishRequest,
    readPublishRequest,
  )
  roundTrip(
    'publish reply',
    fc.record({ messageId: word, bodyMd5: word }),
    writePublishReply,
    readPublishReply,
  )
  roundTrip(
    'account attributes',
    fc.record({ loggingBucket: optional(word) }),
    writeAccountAttributes,
    readAccountAttributes,
  )
  roundTrip(
    'order of an opened service',
    fc.record({ orderId: word }),
    writeOpenServiceReply,
    readOpenServiceReply,
  )
  roundTrip(
    'single text message',
    fc.record({
      signName: body,
      templateCode: body,
      type: fc.constant('singleContent' as const),
      receivers: fc.array(phone),
      parameters,
    }),
    writeDirectSms,
    readDirectSms,
  )
  roundTrip(
    'text message to several',
    fc.record({
      signName: body,
      templateCode: body,
      type: fc.constant('multiContent' as const),
      parametersByPhone: fc.array(fc.tuple(phone, parameters)).map(entries => new Map(entries)),
    }),
    writeDirectSms,
    readDirectSms,
  )
  roundTrip(
    'mail',
    fc.record({
      accountName: body,
      subject: body,
      addressType: fc.constantFrom(0, 1),
      isHtml: fc.boolean(),
      replyToAddress: fc.boolean(),
    }),
    writeDirectMail,
    readDirectMail,
  )

  test('in the older protocol too', () => {
    fc.assert(
      fc.property(fc.record(settings), dialect, (value, which) => {
        const xml = writeQueueSettings(value, which)
        expect(xml).toContain(`xmlns="http://${which}.aliyuncs.com/doc/v1/"`)
        expect(readQueueSettings(xml)).toEqual({ ok: true, value })
      }),
    )
  })
})
