import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { AccountId } from '../../../src/contract/brand.ts'
import type { Operated } from '../../../src/contract/queues.ts'
import { writeSubscriptionAttributes } from '../../../src/protocol/xml/subscription.ts'
import { writeSubscriptionList } from '../../../src/protocol/xml/subscriptionList.ts'
import { startSimulator } from '../../../src/simulator/startSimulator.ts'
import { startTestCore } from './startTestCore.ts'

const account = 'config:mine' as AccountId
const unset = {
  delaySeconds: null,
  maximumMessageSize: null,
  messageRetentionPeriod: null,
  visibilityTimeout: null,
  pollingWaitSeconds: null,
  loggingEnabled: null,
}
const secret = 'planted-secret-8431'
const token = 'planted-token-2765'

async function start(change: object = {}) {
  const simulator = await startSimulator({ accessKeySecret: secret })
  onTestFinished(() => simulator.close())
  const mine = {
    name: 'mine',
    endpoint: simulator.endpoint,
    accessKeyId: simulator.accessKeyId,
    accessKeySecret: secret,
    ...change,
  }
  const core = await startTestCore({ config: { accounts: [mine] } })
  return { simulator, ask: core.ask }
}

function done<T>(operated: Operated<T>): T {
  if (!operated.ok) throw new Error(`${operated.failure.code}: ${operated.failure.message}`)
  return operated.value
}

test.each(['v2', 'v4'])(
  'a queue is made, changed, listed by prefix and deleted, signed by %s',
  async version => {
    const { ask } = await start({ signature: version, region: 'cn-hangzhou' })
    for (const queue of ['orders-1', 'orders-2', 'other'])
      done(await ask('queues.save', { account, queue, isNew: true, settings: unset }))
    const settings = { ...unset, visibilityTimeout: 60, delaySeconds: 5 }
    done(await ask('queues.save', { account, queue: 'orders-1', isNew: false, settings }))
    const list = done(await ask('queues.list', { account, prefix: 'orders', marker: null }))
    expect(list.queues.map(({ name, visibilityTimeout }) => [name, visibilityTimeout])).toEqual([
      ['orders-1', 60],
      ['orders-2', 30],
    ])
    expect(done(await ask('queues.get', { account, queue: 'orders-1' }))).toMatchObject({
      name: 'orders-1',
      delaySeconds: 5,
      active: 0,
    })
    done(await ask('queues.delete', { account, queue: 'orders-1', typedName: null }))
    const gone = await ask('queues.get', { account, queue: 'orders-1' })
    expect(gone).toMatchObject({ ok: false, failure: { status: 404, code: 'QueueNotExist' } })
  },
)

test('a long list comes in pages', async () => {
  const { ask } = await start()
  for (let number = 0; number < 60; number += 1) {
    const queue = `q-${String(number).padStart(2, '0')}`
    done(await ask('queues.save', { account, queue, isNew: true, settings: unset }))
  }
  const first = done(await ask('queues.list', { account, prefix: 'q-', marker: null }))
  expect(first.queues).toHaveLength(50)
  const second = done(await ask('queues.list', { account, prefix: 'q-', marker: first.next }))
  expect(second.queues.map(({ name }) => name)).toHaveLength(10)
  expect(second.next).toBeNull()
})

test('messages are sent, peeked at without a trace, received, hidden for longer and deleted', async () => {
  const { ask } = await start()
  const queue = 'orders'
  done(await ask('queues.save', { account, queue, isNew: true, settings: unset }))
  const sending = { account, queue, asBase64: true, delaySeconds: null, priority: 8 }
  expect(done(await ask('queues.send', { ...sending, bodies: ['一'] }))).toMatchObject([{ ok: true }])
  const batch = done(await ask('queues.send', { ...sending, asBase64: false, bodies: ['two', '<three>'] }))
  expect(batch.map(({ ok }) => ok)).toEqual([true, true])

  const reading = { account, queue, count: 16, waitSeconds: 0, typedName: null }
  const peeked = done(await ask('queues.read', { ...reading, how: 'peek' }))
  expect(peeked.map(({ body, decoded, lease }) => [decoded ?? body, lease])).toEqual([
    ['一', null],
    ['two', null],
    ['<three>', null],
  ])
  expect(done(await ask('queues.get', { account, queue }))).toMatchObject({ active: 3, inactive: 0 })

  const received = done(await ask('queues.read', { ...reading, how: 'receive' }))
  expect(received.map(({ dequeueCount }) => dequeueCount)).toEqual([1, 1, 1])
  const [first, ...others] = received.flatMap(({ lease }) => lease ?? [])
  if (first === undefined) throw new Error('no lease')
  const hidden = done(await ask('queues.hide', { account, queue, lease: first, seconds: 600 }))
  expect(Number(hidden.leasedUntil)).toBeGreaterThan(Date.now() + 590_000)
  const leases = [...others, first]
  const failed = done(await ask('queues.deleteMessages', { account, queue, leases, typedName: null }))
  expect(failed.map(({ lease }) => lease)).toEqual([first])
  const again = [hidden.lease ?? '']
  expect(
    done(await ask('queues.deleteMessages', { account, queue, leases: again, typedName: null })),
  ).toEqual([])
  expect(done(await ask('queues.read', { ...reading, how: 'receive' }))).toEqual([])
})

test('a topic is subscribed to, published to with tag, mail and SMS, and everything ends in order', async () => {
  const { ask, simulator } = await start()
  const topic = 'news'
  const settings = { maximumMessageSize: 2048, loggingEnabled: true }
  done(await ask('topics.save', { account, topic, isNew: true, settings }))
  done(await ask('queues.save', { account, queue: 'inbox', isNew: true, settings: unset }))
  const format = { notifyStrategy: 'BACKOFF_RETRY', notifyContentFormat: 'SIMPLIFIED' } as const
  const endpoints = {
    toQueue: `acs:mns:${simulator.region}:${simulator.accountId}:queues/inbox`,
    toMail: 'mail:directmail:someone@example.com',
    toSms: 'sms:directsms:anonymous',
  }
  for (const [subscription, endpoint] of Object.entries(endpoints)) {
    const filterTag = subscription === 'toQueue' ? 'red' : null
    done(await ask('topics.subscribe', { account, topic, subscription, endpoint, filterTag, ...format }))
  }
  done(
    await ask('topics.setStrategy', {
      account,
      topic,
      subscription: 'toQueue',
      notifyStrategy: 'EXPONENTIAL_DECAY_RETRY',
    }),
  )
  const listed = await ask('topics.subscriptions', { account, topic, marker: null })
  expect(done(listed).subscriptions).toMatchObject([
    { name: 'toMail', notifyStrategy: 'BACKOFF_RETRY' },
    { name: 'toQueue', filterTag: 'red', notifyStrategy: 'EXPONENTIAL_DECAY_RETRY' },
    { name: 'toSms', notifyContentFormat: 'SIMPLIFIED' },
  ])
  expect(listed.exchanges).toHaveLength(1)

  const sms = {
    signName: '阿里云',
    templateCode: 'SMS_71390007',
    receivers: ['13800138000'],
    parameters: { code: '123456' },
  }
  const mail = { accountName: 'shop@example.com', subject: 'News', isHtml: false }
  done(await ask('topics.publish', { account, topic, body: 'hello', tag: 'red', sms, mail }))
  const outbox = () => simulator.control('outbox') as { items: { kind: string; to: string }[] }
  await expect
    .poll(() =>
      outbox()
        .items.map(({ kind, to }) => `${kind} ${to}`)
        .sort(),
    )
    .toEqual(['mail someone@example.com', 'sms 13800138000'])
  const reading = {
    account,
    queue: 'inbox',
    how: 'peek',
    count: 1,
    waitSeconds: 0,
    typedName: null,
  } as const
  await expect
    .poll(async () => done(await ask('queues.read', reading)).map(({ body }) => body))
    .toEqual(['hello'])
  expect(done(await ask('topics.list', { account, prefix: 'n', marker: null })).topics).toMatchObject([
    { name: 'news', maximumMessageSize: 2048 },
  ])
  done(await ask('topics.unsubscribe', { account, topic, subscription: 'toSms', typedName: null }))
  done(await ask('topics.delete', { account, topic, typedName: null }))
  expect(await ask('topics.get', { account, topic })).toMatchObject({
    ok: false,
    failure: { code: 'TopicNotExist' },
  })
})

test('subscriptions that are listed by address alone are asked for one by one, and every request is shown', async () => {
  const attributes = {
    subscriptionName: 'hook',
    subscriber: null,
    topicOwner: null,
    topicName: 'news',
    endpoint: 'http://receiver.example/',
    filterTag: null,
    notifyStrategy: 'BACKOFF_RETRY',
    notifyContentFormat: 'JSON',
    createTime: null,
    lastModifyTime: null,
  }
  const service = createServer(({ url }, response) => {
    const one = '/topics/news/subscriptions/hook'
    const listed = { url: `http://service.example${one}`, attributes: null }
    const list = writeSubscriptionList({ subscriptions: [listed], nextMarker: null })
    response.end(url === one ? writeSubscriptionAttributes(attributes) : list)
  })
  await new Promise<void>(resolve => service.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void service.close())
  const { ask } = await start({ endpoint: `http://127.0.0.1:${(service.address() as AddressInfo).port}` })
  const listed = await ask('topics.subscriptions', { account, topic: 'news', marker: null })
  expect(done(listed).subscriptions).toMatchObject([{ name: 'hook', notifyContentFormat: 'JSON' }])
  expect(listed.exchanges.map(({ target }) => target)).toEqual([
    '/topics/news/subscriptions',
    '/topics/news/subscriptions/hook',
  ])
})

test('what is shown of a call says everything but its secrets', async () => {
  const { ask } = await start({ securityToken: token })
  const operated = await ask('queues.list', { account, prefix: 'x', marker: null })
  const [exchange] = operated.exchanges
  expect(exchange).toMatchObject({ method: 'GET', target: '/queues', requestBody: null })
  expect(exchange?.stringToSign).toMatch(/^GET\n\n\n.*\nx-mns-prefix:x\nx-mns-ret-number:50\n/)
  expect(Object.fromEntries(exchange?.requestHeaders ?? [])).toMatchObject({
    Authorization: 'MNS simulator:••••••',
    'security-token': '••••••',
  })
  expect(exchange?.replyBody).toContain('<Queues')
  expect(JSON.stringify(operated)).not.toMatch(/planted-/)
})

test('nothing is deleted from a cloud account or hidden in it without its name, whatever asks', async () => {
  const { ask } = await start({ endpoint: 'http://1234567890123456.mns.cn-hangzhou.aliyuncs.com' })
  const refused = { code: 'refused' }
  const queue = { account, queue: 'orders' }
  const topic = { account, topic: 'news' }
  for (const typedName of [null, 'order']) {
    await expect(ask('queues.delete', { ...queue, typedName })).rejects.toMatchObject(refused)
    await expect(
      ask('queues.deleteMessages', { ...queue, leases: ['1-2'], typedName }),
    ).rejects.toMatchObject(refused)
    const reading = { ...queue, how: 'receive', count: 1, waitSeconds: 0, typedName } as const
    await expect(ask('queues.read', reading)).rejects.toMatchObject(refused)
    await expect(ask('topics.delete', { ...topic, typedName })).rejects.toMatchObject(refused)
    await expect(
      ask('topics.unsubscribe', { ...topic, subscription: 'mine', typedName }),
    ).rejects.toMatchObject(refused)
  }
})

test('an account that does not answer is an outcome, with the request that found nobody', async () => {
  const { ask } = await start({ endpoint: 'http://127.0.0.1:1' })
  const operated = await ask('queues.list', { account, prefix: '', marker: null })
  expect(operated).toMatchObject({ ok: false, failure: { status: null, code: 'ECONNREFUSED' } })
  expect(operated.exchanges).toMatchObject([
    { status: null, problem: { en: expect.stringContaining('ECONNREFUSED') } },
  ])
})
