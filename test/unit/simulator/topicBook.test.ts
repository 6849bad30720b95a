import { expect, test } from 'vitest'
import { TopicBook, type TopicChange } from '../../../src/simulator/topic/topicBook.ts'

const home = { region: 'cn-hangzhou', account: '1234567890' }
const nothing = { endpoint: null, filterTag: null, notifyStrategy: null, notifyContentFormat: null }
const http = { ...nothing, endpoint: 'http://company.com/notify' }
const unset = { maximumMessageSize: null, loggingEnabled: null }
const plain = { body: 'hello', messageTag: null, directMail: null, directSms: null }

function open(onChange?: (change: TopicChange) => void) {
  let time = 1_000_000
  let id = 0
  const parts = { home, now: () => time, newMessageId: () => `message-${++id}` }
  const book = new TopicBook(onChange ? { ...parts, onChange } : parts)
  return { book, wait: (milliseconds: number) => (time += milliseconds) }
}

test('creating a topic again is fine with the same attributes and a conflict with others', () => {
  const { book } = open()
  expect(book.createTopic('t', unset).outcome).toBe('created')
  expect(book.createTopic('t', { maximumMessageSize: 65_536, loggingEnabled: false }).outcome).toBe(
    'unchanged',
  )
  expect(book.createTopic('t', { ...unset, maximumMessageSize: 1024 })).toMatchObject({
    code: 'TopicAlreadyExist',
  })
})

test.each([
  ['', 'TopicNameLengthError'],
  ['a'.repeat(257), 'TopicNameLengthError'],
  ['-a', 'TopicNameInvalid'],
  ['a_b', 'TopicNameInvalid'],
  ['主题', 'TopicNameInvalid'],
])('the topic name %j is refused with %s', (name, code) => {
  expect(open().book.createTopic(name, unset)).toMatchObject({ outcome: 'refused', code })
})

test('a name of 256 letters and one that begins with a digit are accepted', () => {
  const { book } = open()
  expect(book.createTopic('a'.repeat(256), unset).outcome).toBe('created')
  expect(book.createTopic('1-a', unset).outcome).toBe('created')
})

test.each([1023, 65_537, 1024.5])('a maximum message size of %d is refused', maximumMessageSize => {
  const { book } = open()
  book.createTopic('t', unset)
  expect(book.createTopic('u', { ...unset, maximumMessageSize })).toMatchObject({ code: 'InvalidArgument' })
  expect(book.setTopicAttributes('t', { ...unset, maximumMessageSize })).toMatchObject({
    code: 'InvalidArgument',
  })
})

test('changing attributes changes those alone and the time of the last change', () => {
  const { book, wait } = open()
  book.createTopic('t', { ...unset, loggingEnabled: true })
  wait(5000)
  expect(book.setTopicAttributes('t', { ...unset, maximumMessageSize: 2048 }).outcome).toBe('done')
  expect(book.topic('t')).toMatchObject({
    topic: {
      maximumMessageSize: 2048,
      loggingEnabled: true,
      createTime: 1_000_000,
      lastModifyTime: 1_005_000,
      messageRetentionPeriod: 86_400,
    },
  })
  expect(book.setTopicAttributes('none', unset)).toMatchObject({ code: 'TopicNotExist' })
})

test('deleting a topic takes its subscriptions with it and may be done twice', () => {
  const { book } = open()
  book.createTopic('t', unset)
  book.subscribe('t', 's', http)
  book.deleteTopic('t')
  book.deleteTopic('t')
  expect(book.subscription('t', 's')).toMatchObject({ code: 'TopicNotExist' })
  book.createTopic('t', unset)
  expect(book.subscription('t', 's')).toMatchObject({ code: 'SubscriptionNotExist' })
})

test('pages meet every topic once, though neighbours come and go between them', () => {
  const { book } = open()
  for (const name of ['a1', 'a2', 'a3', 'a4', 'b1']) book.createTopic(name, unset)
  const first = book.listTopics({ marker: null, prefix: 'a', limit: 2 })
  book.deleteTopic('a1')
  book.deleteTopic('a3')
  book.createTopic('a35', unset)
  const second = book.listTopics({ marker: first.nextMarker, prefix: 'a', limit: 2 })
  expect([...first.items, ...second.items].map(topic => topic.name)).toEqual(['a1', 'a2', 'a35', 'a4'])
  expect(second.nextMarker).toBeNull()
})

test('a subscription stands with its defaults, and again is fine only when it is the same', () => {
  const { book } = open()
  book.createTopic('t', unset)
  expect(book.subscribe('t', 's', http).outcome).toBe('created')
  expect(book.subscribe('t', 's', { ...http, notifyStrategy: 'BACKOFF_RETRY' }).outcome).toBe('unchanged')
  expect(book.subscribe('t', 's', { ...http, filterTag: 'red' })).toMatchObject({
    code: 'SubscriptionAlreadyExist',
  })
  expect(book.subscription('t', 's')).toMatchObject({
    subscription: {
      topicOwner: home.account,
      subscriber: home.account,
      filterTag: null,
      notifyStrategy: 'BACKOFF_RETRY',
      notifyContentFormat: 'XML',
    },
  })
})

test.each([
  [nothing, 'EndpointInvalid'],
  [{ ...nothing, endpoint: 'nowhere' }, 'EndpointInvalid'],
  [{ ...nothing, endpoint: 'acs:mns:cn-beijing:1234567890:queues/q' }, 'EndpointInvalid'],
  [{ ...nothing, endpoint: 'acs:mns:cn-hangzhou:999:queues/q' }, 'EndpointInvalid'],
  [{ ...http, filterTag: '' }, 'InvalidArgument'],
  [{ ...http, filterTag: 'x'.repeat(17) }, 'InvalidArgument'],
  [{ ...http, notifyStrategy: 'NEVER' }, 'InvalidArgument'],
  [{ ...http, notifyContentFormat: 'YAML' }, 'InvalidArgument'],
])('the subscription %j is refused with %s', (request, code) => {
  const { book } = open()
  book.createTopic('t', unset)
  expect(book.subscribe('t', 's', request)).toMatchObject({ outcome: 'refused', code })
})

test('a tag of sixteen Chinese characters is within the limit', () => {
  const { book } = open()
  book.createTopic('t', unset)
  expect(book.subscribe('t', 's', { ...http, filterTag: '重'.repeat(16) }).outcome).toBe('created')
})

test('only the retry strategy changes, whatever else is asked for', () => {
  const { book } = open()
  book.createTopic('t', unset)
  book.subscribe('t', 's', http)
  const change = { ...nothing, notifyStrategy: 'EXPONENTIAL_DECAY_RETRY', endpoint: 'http://elsewhere.com' }
  expect(book.setSubscriptionAttributes('t', 's', change).outcome).toBe('done')
  expect(book.subscription('t', 's')).toMatchObject({
    subscription: { endpoint: http.endpoint, notifyStrategy: 'EXPONENTIAL_DECAY_RETRY' },
  })
  expect(book.setSubscriptionAttributes('t', 's', { ...nothing, notifyStrategy: 'X' })).toMatchObject({
    code: 'InvalidArgument',
  })
  expect(book.setSubscriptionAttributes('t', 'none', nothing)).toMatchObject({ code: 'SubscriptionNotExist' })
})

test('a message reaches subscriptions without a filter and those with its tag', () => {
  const { book } = open()
  book.createTopic('t', unset)
  book.subscribe('t', 'all', http)
  book.subscribe('t', 'red', { ...http, filterTag: 'red' })
  book.subscribe('t', 'blue', { ...http, filterTag: 'blue' })
  const reached = (tag: string | null) => {
    const published = book.publish('t', { ...plain, messageTag: tag })
    return published.outcome === 'published' ? published.subscriptions.map(each => each.name) : published.code
  }
  expect(reached('red')).toEqual(['all', 'red'])
  expect(reached(null)).toEqual(['all'])
  expect(reached('')).toEqual(['all'])
  expect(reached('x'.repeat(17))).toBe('InvalidArgument')
})

test('a published message carries the upper-case digest of its bytes', () => {
  const { book } = open()
  book.createTopic('t', unset)
  expect(book.publish('t', { ...plain, body: '中' })).toMatchObject({
    message: { id: 'message-1', bodyMd5: 'AED1DFBC31703955E64806B799B67645', publishTime: 1_000_000 },
  })
})

test('the size limit counts bytes, not characters', () => {
  const { book } = open()
  book.createTopic('t', { ...unset, maximumMessageSize: 1024 })
  expect(book.publish('t', { ...plain, body: '中'.repeat(341) }).outcome).toBe('published')
  expect(book.publish('t', { ...plain, body: '中'.repeat(342) })).toMatchObject({ code: 'InvalidArgument' })
})

test('messages are counted for a day', () => {
  const { book, wait } = open()
  book.createTopic('t', unset)
  const count = () => {
    const found = book.topic('t')
    return found.outcome === 'found' ? found.topic.messageCount : null
  }
  book.publish('t', plain)
  wait(3_600_000)
  book.publish('t', plain)
  expect(count()).toBe(2)
  wait(86_400_000 - 3_600_000 + 60_000)
  expect(count()).toBe(1)
  wait(3_600_000)
  expect(count()).toBe(0)
})

test('a book built from the reported changes equals the one that reported them', () => {
  const changes: TopicChange[] = []
  const { book } = open(change => changes.push(change))
  book.createTopic('kept', { ...unset, loggingEnabled: true })
  book.createTopic('gone', unset)
  book.subscribe('kept', 's', http)
  book.subscribe('kept', 'left', http)
  book.setSubscriptionAttributes('kept', 's', { ...nothing, notifyStrategy: 'EXPONENTIAL_DECAY_RETRY' })
  book.unsubscribe('kept', 'left')
  book.deleteTopic('gone')
  const { book: restored } = open(() => expect.unreachable('a change was reported twice'))
  for (const change of changes) restored.apply(change)
  const whole = { marker: null, prefix: null, limit: null }
  expect(restored.listTopics(whole)).toEqual(book.listTopics(whole))
  expect(restored.listSubscriptions('kept', whole)).toEqual(book.listSubscriptions('kept', whole))
})
