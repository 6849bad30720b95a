import { randomBytes } from 'node:crypto'
import { hostAddress } from '../hostAddress.ts'
import type { Call } from '../http/operation.ts'
import type { Part, Surroundings } from '../part.ts'
import type { Courier } from '../push/delivery.ts'
import { type Errand, PushDispatcher } from '../push/pushDispatcher.ts'
import type { PushFault } from '../push/pushFaults.ts'
import { publishOperation } from './publishOperation.ts'
import { subscriptionOperations } from './subscriptionOperations.ts'
import { TopicBook, type TopicChange } from './topicBook.ts'
import { topicOperations } from './topicOperations.ts'

export type TopicPartParts = {
  readonly courier: Courier
  readonly drawFault: () => PushFault
}

const everything = { marker: null, prefix: null, limit: null }

/** Topics, subscriptions and the carrying of their messages, as the server sees them. */
export function createTopicPart(around: Surroundings, { courier, drawFault }: TopicPartParts): Part {
  const { account, clock, trace, documents } = around
  const home = { region: account.region, account: account.id }
  const book = new TopicBook({
    home,
    now: clock.now,
    newMessageId: createMessageIds(clock.now),
    onChange: change => remember(around, change),
  })
  for (const collection of ['topics', 'subscriptions', 'published'])
    for (const [key, stored] of documents.all(collection)) {
      const change = stored as TopicChange
      if (change.kind !== 'published' || change.bucket.endsAt > clock.now()) book.apply(change)
      else documents.remove(collection, key)
    }
  const dispatcher = new PushDispatcher({
    clock,
    random: around.random('pushes'),
    record: trace.record,
    courier,
    drawFault,
    current: (topicName, name) => {
      const found = book.subscription(topicName, name)
      return found.outcome === 'found' ? found.subscription : null
    },
    ledger: {
      note: (key, errand) => documents.put('pushes', key, errand),
      strike: key => documents.remove('pushes', key),
    },
  })
  const face = { book, home, addressFor: (call: Call) => hostAddress(call, around.endpoint()) }
  return {
    name: 'topics',
    operations: [
      ...topicOperations(face),
      ...subscriptionOperations(face),
      publishOperation({
        ...face,
        dispatch(message, subscriptions, by) {
          const place = `topics/${message.topicName}`
          trace.record({ at: message.publishTime, messageId: message.id, kind: 'published', place, by })
          dispatcher.send(message, subscriptions)
        },
      }),
    ],
    state: () =>
      book.listTopics(everything).items.map(topic => {
        const listed = book.listSubscriptions(topic.name, everything)
        const subscriptions = listed.outcome === 'found' ? listed.items : []
        return { ...withIsoTimes(topic), subscriptions: subscriptions.map(withIsoTimes) }
      }),
    start() {
      for (const [, errand] of documents.all('pushes')) dispatcher.resume(errand as Errand)
    },
    reset() {
      for (const { name } of book.listTopics(everything).items) book.deleteTopic(name)
    },
    close: () => dispatcher.close(),
  }
}

function remember({ documents }: Surroundings, change: TopicChange): void {
  switch (change.kind) {
    case 'topic':
      documents.put('topics', change.topic.name, change)
      return
    case 'topic-deleted':
      documents.remove('topics', change.name)
      return
    case 'published':
      documents.put('published', `${change.topicName}/${change.bucket.endsAt}`, change)
      return
    case 'subscription':
      documents.put('subscriptions', `${change.subscription.topicName}/${change.subscription.name}`, change)
      return
    case 'subscription-deleted':
      documents.remove('subscriptions', `${change.topicName}/${change.name}`)
      return
    default:
      change satisfies never
  }
}

function withIsoTimes<Item extends { createTime: number; lastModifyTime: number }>(item: Item) {
  return {
    ...item,
    createTime: new Date(item.createTime).toISOString(),
    lastModifyTime: new Date(item.lastModifyTime).toISOString(),
  }
}

/** Ids shaped like the real ones: `D273CD6A89564E54-1-15180395A19-200000001`. */
function createMessageIds(now: () => number): () => string {
  const prefix = randomBytes(8).toString('hex').toUpperCase()
  let last = 0
  return () => {
    last += 1
    return `${prefix}-1-${now().toString(16).toUpperCase()}-2${String(last).padStart(8, '0')}`
  }
}
