import { messageMd5 } from '../../protocol/messageMd5.ts'
import type { SubscriptionSettings } from '../../protocol/xml/subscription.ts'
import type { TopicSettings } from '../../protocol/xml/topicAttributes.ts'
import { type MessageBucket, MessageCount } from './messageCount.ts'
import { checkName, checkTag } from './nameRules.ts'
import { type Page, type PageRequest, pageOf } from './page.ts'
import { type Refusal, refuse } from './refusal.ts'
import {
  type Home,
  readSubscriptionChange,
  readSubscriptionRequest,
  type Subscription,
  sameAttributes,
  takes,
} from './subscription.ts'
import {
  checkTopicSettings,
  chooseAttributes,
  defaultTopicAttributes,
  messageLifeSeconds,
  type Topic,
  type TopicDescription,
} from './topic.ts'
import type { Publication, TopicMessage } from './topicMessage.ts'

/** One lasting change, in the order in which they happened; applying them again gives the same book. */
export type TopicChange =
  | { readonly kind: 'topic'; readonly topic: Topic }
  | { readonly kind: 'topic-deleted'; readonly name: string }
  /** `createTime` tells a topic from an earlier one of the same name. */
  | {
      readonly kind: 'published'
      readonly topicName: string
      readonly createTime: number
      readonly bucket: MessageBucket
    }
  | { readonly kind: 'subscription'; readonly subscription: Subscription }
  | { readonly kind: 'subscription-deleted'; readonly topicName: string; readonly name: string }

export type TopicBookParts = {
  readonly home: Home
  readonly now: () => number
  readonly newMessageId: () => string
  readonly onChange?: (change: TopicChange) => void
}

type Entry = {
  topic: Topic
  readonly subscriptions: Map<string, Subscription>
  readonly messages: MessageCount
}
type Created = { readonly outcome: 'created' | 'unchanged' }
type Done = { readonly outcome: 'done' }
type Published = {
  readonly outcome: 'published'
  readonly message: TopicMessage
  readonly subscriptions: readonly Subscription[]
}

/** An account's topics and their subscriptions. Knows neither HTTP nor how a notification travels. */
export class TopicBook {
  readonly #parts: TopicBookParts
  readonly #entries = new Map<string, Entry>()

  constructor(parts: TopicBookParts) {
    this.#parts = parts
  }

  createTopic(name: string, settings: TopicSettings): Created | Refusal {
    const refusal = checkName('Topic', name) ?? checkTopicSettings(settings)
    if (refusal) return refusal
    const attributes = chooseAttributes(settings, defaultTopicAttributes)
    const existing = this.#entries.get(name)?.topic
    if (existing) {
      const same =
        existing.maximumMessageSize === attributes.maximumMessageSize &&
        existing.loggingEnabled === attributes.loggingEnabled
      return same ? { outcome: 'unchanged' } : refuse('TopicAlreadyExist')
    }
    const now = this.#parts.now()
    this.#commit({ kind: 'topic', topic: { ...attributes, name, createTime: now, lastModifyTime: now } })
    return { outcome: 'created' }
  }

  setTopicAttributes(name: string, settings: TopicSettings): Done | Refusal {
    const entry = this.#entries.get(name)
    if (!entry) return refuse('TopicNotExist')
    const refusal = checkTopicSettings(settings)
    if (refusal) return refusal
    const attributes = chooseAttributes(settings, entry.topic)
    const lastModifyTime = this.#parts.now()
    this.#commit({ kind: 'topic', topic: { ...entry.topic, ...attributes, lastModifyTime } })
    return { outcome: 'done' }
  }

  topic(name: string): { readonly outcome: 'found'; readonly topic: TopicDescription } | Refusal {
    const entry = this.#entries.get(name)
    return entry ? { outcome: 'found', topic: this.#describe(entry) } : refuse('TopicNotExist')
  }

  /** Deletes the topic's messages and subscriptions with it; deleting what isn't there is no error. */
  deleteTopic(name: string): void {
    const entry = this.#entries.get(name)
    if (!entry) return
    for (const subscription of [...entry.subscriptions.keys()]) this.unsubscribe(name, subscription)
    this.#commit({ kind: 'topic-deleted', name })
  }

  listTopics(request: PageRequest): Page<TopicDescription> {
    return pageOf(this.#entries, request, entry => this.#describe(entry))
  }

  subscribe(topicName: string, name: string, request: SubscriptionSettings): Created | Refusal {
    const { home, now } = this.#parts
    const refusal = checkName('Subscription', name)
    if (refusal) return refusal
    const read = readSubscriptionRequest(request, home)
    if (read.outcome === 'refused') return read
    const entry = this.#entries.get(topicName)
    if (!entry) return refuse('TopicNotExist')
    const existing = entry.subscriptions.get(name)
    if (existing) {
      return sameAttributes(existing, read.attributes)
        ? { outcome: 'unchanged' }
        : refuse('SubscriptionAlreadyExist')
    }
    const createTime = now()
    this.#commit({
      kind: 'subscription',
      subscription: {
        ...read.attributes,
        topicOwner: home.account,
        topicName,
        subscriber: home.account,
        name,
        createTime,
        lastModifyTime: createTime,
      },
    })
    return { outcome: 'created' }
  }

  setSubscriptionAttributes(topicName: string, name: string, request: SubscriptionSettings): Done | Refusal {
    const found = this.subscription(topicName, name)
    if (found.outcome === 'refused') return found
    const read = readSubscriptionChange(request)
    if (read.outcome === 'refused') return read
    const lastModifyTime = this.#parts.now()
    this.#commit({
      kind: 'subscription',
      subscription: { ...found.subscription, ...read.change, lastModifyTime },
    })
    return { outcome: 'done' }
  }

  subscription(
    topicName: string,
    name: string,
  ): { readonly outcome: 'found'; readonly subscription: Subscription } | Refusal {
    const entry = this.#entries.get(topicName)
    if (!entry) return refuse('TopicNotExist')
    const subscription = entry.subscriptions.get(name)
    return subscription ? { outcome: 'found', subscription } : refuse('SubscriptionNotExist')
  }

  unsubscribe(topicName: string, name: string): void {
    if (this.#entries.get(topicName)?.subscriptions.has(name))
      this.#commit({ kind: 'subscription-deleted', topicName, name })
  }

  listSubscriptions(
    topicName: string,
    request: PageRequest,
  ): ({ readonly outcome: 'found' } & Page<Subscription>) | Refusal {
    const entry = this.#entries.get(topicName)
    if (!entry) return refuse('TopicNotExist')
    return { outcome: 'found', ...pageOf(entry.subscriptions, request, subscription => subscription) }
  }

  /**
   * Accepts a message and names the subscriptions it is for; handing it to them is the caller's work. An empty tag
   * is none: some clients always send the element.
   */
  publish(topicName: string, request: Publication): Published | Refusal {
    const entry = this.#entries.get(topicName)
    if (!entry) return refuse('TopicNotExist')
    const messageTag = request.messageTag || null
    const refusal = checkTag('message', messageTag)
    if (refusal) return refusal
    if (Buffer.byteLength(request.body) > entry.topic.maximumMessageSize) {
      return refuse('InvalidArgument', 'The length of message should not be larger than MaximumMessageSize.')
    }
    const publishTime = this.#parts.now()
    const expiresAt = publishTime + messageLifeSeconds * 1000
    const { createTime } = entry.topic
    const bucket = entry.messages.withOneMore(expiresAt)
    this.#commit({ kind: 'published', topicName, createTime, bucket })
    const { body, directMail, directSms } = request
    const message = {
      body,
      messageTag,
      directMail,
      directSms,
      id: this.#parts.newMessageId(),
      topicName,
      bodyMd5: messageMd5(body),
      publishTime,
      expiresAt,
    }
    const subscriptions = [...entry.subscriptions.values()].filter(each => takes(each, messageTag))
    return { outcome: 'published', message, subscriptions }
  }

  /** Takes up a change made in an earlier life; it is not reported again. */
  apply(change: TopicChange): void {
    switch (change.kind) {
      case 'topic': {
        const entry = this.#entries.get(change.topic.name)
        if (entry) entry.topic = change.topic
        else {
          const messages = new MessageCount()
          this.#entries.set(change.topic.name, { topic: change.topic, subscriptions: new Map(), messages })
        }
        return
      }
      case 'topic-deleted':
        this.#entries.delete(change.name)
        return
      case 'published': {
        const entry = this.#entries.get(change.topicName)
        if (entry?.topic.createTime === change.createTime) entry.messages.put(change.bucket)
        return
      }
      case 'subscription': {
        const { topicName, name } = change.subscription
        this.#entries.get(topicName)?.subscriptions.set(name, change.subscription)
        return
      }
      case 'subscription-deleted':
        this.#entries.get(change.topicName)?.subscriptions.delete(change.name)
        return
      default:
        change satisfies never
    }
  }

  #commit(change: TopicChange): void {
    this.apply(change)
    this.#parts.onChange?.(change)
  }

  #describe(entry: Entry): TopicDescription {
    return {
      ...entry.topic,
      messageRetentionPeriod: messageLifeSeconds,
      messageCount: entry.messages.at(this.#parts.now()),
    }
  }
}
