import type { AccountId } from './brand.ts'
import type {
  BrowsedMessage,
  MailAttributes,
  NotifyFormat,
  NotifyStrategy,
  Operated,
  QueueInfo,
  QueueSettings,
  SendOutcome,
  SmsAttributes,
  SubscriptionInfo,
  TopicInfo,
  TopicSettings,
} from './queues.ts'
import type { Words } from './words.ts'

type InQueue = { account: AccountId; queue: string }
type InTopic = { account: AccountId; topic: string }
type Page = { account: AccountId; prefix: string; marker: string | null }

/**
 * What can't be taken back on a cloud account needs `typedName`, as a person typed it: without the right one the call is
 * `refused`, whatever asks. Accounts on this machine need none.
 */
export type Confirmed = { typedName: string | null }

/** The service's own operations on queues, for any account. */
export type QueueCalls = {
  'queues.list': { input: Page; output: Operated<{ queues: QueueInfo[]; next: string | null }> }
  'queues.get': { input: InQueue; output: Operated<QueueInfo> }
  'queues.save': { input: InQueue & { isNew: boolean; settings: QueueSettings }; output: Operated<null> }
  'queues.delete': { input: InQueue & Confirmed; output: Operated<null> }
  /** One message, or a batch of up to 16 in one request. */
  'queues.send': {
    input: InQueue & {
      bodies: string[]
      asBase64: boolean
      delaySeconds: number | null
      priority: number | null
    }
    output: Operated<SendOutcome[]>
  }
  /**
   * `peek` leaves the queue as it is; `receive` hides what it brings from everyone for the visibility time, and asks for the
   * name where the account is a cloud's.
   */
  'queues.read': {
    input: InQueue & Confirmed & { how: 'peek' | 'receive'; count: number; waitSeconds: number }
    output: Operated<BrowsedMessage[]>
  }
  /** The former lease is spent. */
  'queues.hide': {
    input: InQueue & { lease: string; seconds: number }
    output: Operated<Pick<BrowsedMessage, 'lease' | 'leasedUntil'>>
  }
  /** Answers with what could not be deleted. */
  'queues.deleteMessages': {
    input: InQueue & Confirmed & { leases: string[] }
    output: Operated<{ lease: string; code: string; message: Words }[]>
  }
}

/** The service's own operations on topics and subscriptions. */
export type TopicCalls = {
  'topics.list': { input: Page; output: Operated<{ topics: TopicInfo[]; next: string | null }> }
  'topics.get': { input: InTopic; output: Operated<TopicInfo> }
  'topics.save': { input: InTopic & { isNew: boolean; settings: TopicSettings }; output: Operated<null> }
  'topics.delete': { input: InTopic & Confirmed; output: Operated<null> }
  'topics.publish': {
    input: InTopic & {
      body: string
      tag: string | null
      sms: SmsAttributes | null
      mail: MailAttributes | null
    }
    output: Operated<{ messageId: string; bodyMd5: string }>
  }
  'topics.subscriptions': {
    input: InTopic & { marker: string | null }
    output: Operated<{ subscriptions: SubscriptionInfo[]; next: string | null }>
  }
  'topics.subscribe': {
    input: InTopic & {
      subscription: string
      endpoint: string
      filterTag: string | null
      notifyStrategy: NotifyStrategy
      notifyContentFormat: NotifyFormat
    }
    output: Operated<null>
  }
  /** The strategy is all that can change. */
  'topics.setStrategy': {
    input: InTopic & { subscription: string; notifyStrategy: NotifyStrategy }
    output: Operated<null>
  }
  'topics.unsubscribe': { input: InTopic & Confirmed & { subscription: string }; output: Operated<null> }
}
