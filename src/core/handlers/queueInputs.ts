import * as z from 'zod'
import { notifyFormats, notifyStrategies } from '../../contract/queues.ts'
import { accountId } from './inputs.ts'

/** The schemas of what can be asked of queues and topics. What the service itself would refuse, it is left to refuse. */

const name = z.string().trim().min(1).max(256)
const marker = z.string().min(1).max(1000).nullable()
const amount = z.int().min(0).max(1e9)
const lease = z.string().refine(text => /^[\x21-\x7e]{1,500}$/.test(text), {
  params: { words: { en: 'no lease looks like this', zh: '格式不正确' } },
})
/** Letters that a header can carry. */
const prefix = z.string().refine(text => /^[\w.-]{0,256}$/.test(text), {
  params: { words: { en: 'letters, digits, - and _', zh: '只能包含字母、数字、- 和 _' } },
})

const typedName = z.string().max(256).nullable()
const inQueue = { account: accountId, queue: name }
const inTopic = { account: accountId, topic: name }
const inSubscription = { ...inTopic, subscription: name }

export const listInput = z.object({ account: accountId, prefix, marker })
export const queueInput = z.object(inQueue)
export const saveQueueInput = z.object({
  ...inQueue,
  isNew: z.boolean(),
  settings: z.object({
    delaySeconds: amount.nullable(),
    maximumMessageSize: amount.nullable(),
    messageRetentionPeriod: amount.nullable(),
    visibilityTimeout: amount.nullable(),
    pollingWaitSeconds: amount.nullable(),
    loggingEnabled: z.boolean().nullable(),
  }),
})
export const deleteQueueInput = z.object({ ...inQueue, typedName })
export const sendInput = z.object({
  ...inQueue,
  bodies: z.array(z.string().max(1_000_000)).min(1).max(16),
  asBase64: z.boolean(),
  delaySeconds: amount.nullable(),
  priority: amount.nullable(),
})
export const readInput = z.object({
  ...inQueue,
  typedName,
  how: z.enum(['peek', 'receive']),
  count: z.int().min(1).max(16),
  waitSeconds: z.int().min(0).max(30),
})
export const hideInput = z.object({ ...inQueue, lease, seconds: amount })
export const deleteMessagesInput = z.object({
  ...inQueue,
  typedName,
  leases: z.array(lease).min(1).max(16),
})

export const topicInput = z.object(inTopic)
export const saveTopicInput = z.object({
  ...inTopic,
  isNew: z.boolean(),
  settings: z.object({ maximumMessageSize: amount.nullable(), loggingEnabled: z.boolean().nullable() }),
})
export const deleteTopicInput = z.object({ ...inTopic, typedName })
const short = z.string().max(500)
export const publishInput = z.object({
  ...inTopic,
  body: z.string().max(1_000_000),
  tag: z.string().min(1).max(100).nullable(),
  sms: z
    .object({
      signName: short,
      templateCode: short,
      receivers: z.array(z.string().max(40)).max(100),
      parameters: z.record(z.string(), short),
    })
    .nullable(),
  mail: z.object({ accountName: short, subject: short, isHtml: z.boolean() }).nullable(),
})
export const subscriptionsInput = z.object({ ...inTopic, marker })
export const subscribeInput = z.object({
  ...inSubscription,
  endpoint: z.string().trim().min(1).max(2000),
  filterTag: z.string().min(1).max(100).nullable(),
  notifyStrategy: z.enum(notifyStrategies),
  notifyContentFormat: z.enum(notifyFormats),
})
export const strategyInput = z.object({ ...inSubscription, notifyStrategy: z.enum(notifyStrategies) })
export const unsubscribeInput = z.object({ ...inSubscription, typedName })
