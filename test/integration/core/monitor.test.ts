import { expect, test } from 'vitest'
import type { AccountId, MonitorId } from '../../../src/contract/brand.ts'
import type { MonitorMode, MonitorStatus } from '../../../src/contract/status.ts'
import { startQueueSimulator } from './startQueueSimulator.ts'
import { startTestCore } from './startTestCore.ts'

const queue = 'orders'
const monitor = 'config:sim/orders' as MonitorId

async function setUp(mode: MonitorMode, start = true) {
  const sim = await startQueueSimulator(queue)
  const { endpoint, accessKeyId, accessKeySecret } = sim.simulator
  const config = {
    accounts: [{ name: 'sim', endpoint, accessKeyId, accessKeySecret }],
    monitors: [{ account: 'sim', queue, type: 'SmsReport', mode, parallel: 4, start }],
  }
  const core = await startTestCore({ config })
  const count = async (query = '') => (await core.ask('receipts.count', { query })).matching
  const monitors = async () =>
    (await core.watch('status.watch', null).next()).value.monitors as MonitorStatus[]
  const status = async () => (await monitors())[0]
  return { ...sim, ...core, count, monitors, status }
}

test('consume stores what comes, deletes it, and the feed tells of it', async () => {
  const { send, count, status, watch } = await setUp('consume')
  const feed = watch('receipts.feed', { query: 'status:failed', after: null })
  expect((await feed.next()).value).toMatchObject({ rows: [], reset: true })
  send(100)
  const { value } = await feed.next()
  expect(value.rows[0]).toMatchObject({ status: 'failed', errCode: 'MK:0001', source: queue, account: 'sim' })
  await expect.poll(() => count()).toBe(100)
  await expect.poll(() => count('is:redelivered')).toBe(0)
  await expect.poll(async () => (await status())?.received).toBe(100)
  await expect.poll(async () => (await status())?.state).toBe('idle')
  expect(await status()).toMatchObject({ lastError: null, mode: 'consume' })
})

test('what was consumed does not come back', async () => {
  const { send, count, ask, status } = await setUp('consume')
  send(40)
  await expect.poll(() => count()).toBe(40)
  await expect.poll(async () => (await status())?.received).toBe(40)
  await ask('monitors.setMode', { id: monitor, mode: 'peek' })
  await expect.poll(async () => (await status())?.queueCounts?.active).toBe(0)
  expect((await status())?.queueCounts).toMatchObject({ active: 0, inactive: 0 })
})

test('peek shows what is at the head and leaves the queue as it is', async () => {
  const { send, count, status } = await setUp('peek')
  send(10)
  await expect.poll(() => count('is:peeked')).toBe(10)
  await expect.poll(async () => (await status())?.queueCounts?.active).toBe(10)
  expect((await status())?.queueCounts?.inactive).toBe(0)
})

test('a queue that another consumer reads looks to it as if nobody peeked', async () => {
  const { send, count, receive } = await setUp('peek')
  send(12)
  await expect.poll(() => count('is:peeked')).toBe(12)
  const messages = await receive()
  expect(messages).toHaveLength(12)
  expect(messages.map(({ dequeueCount }) => dequeueCount)).toEqual(messages.map(() => 1))
})

test('lease stores and lets the messages come back', async () => {
  const { send, count, status } = await setUp('lease')
  send(5)
  await expect.poll(() => count()).toBe(5)
  await expect.poll(async () => (await status())?.queueCounts?.inactive).toBe(5)
})

test('a monitor stops within a second, also out of a long poll', async () => {
  const { ask, status } = await setUp('consume')
  await expect.poll(async () => (await status())?.state).toBe('polling')
  const before = performance.now()
  await ask('monitors.stop', { id: monitor })
  expect(performance.now() - before).toBeLessThan(1000)
  expect(await status()).toMatchObject({ state: 'stopped', reason: { en: 'Stopped' } })
})

test('a queue that is not there is said in words, and so is a wrong key', async () => {
  const { ask, monitors } = await setUp('consume', false)
  const { endpoint } = (await ask('accounts.list', null))[0] ?? { endpoint: '' }
  const { id: account } = await ask('accounts.save', {
    id: null,
    name: 'wrong',
    endpoint: `${endpoint}/queues/orders`,
    apiEndpoint: null,
    region: null,
    accessKeyId: 'simulator',
    accessKeySecret: 'not the secret',
    securityToken: null,
    credentials: 'accessKey',
    signature: 'v2',
  })
  const start = async (owner: typeof account, name: string) => {
    const settings = { account: owner, queue: name, type: 'SmsReport', mode: 'consume', parallel: 1 } as const
    const { id } = await ask('monitors.save', settings)
    await ask('monitors.start', { id })
    return async () => (await monitors()).find(one => one.id === id)
  }
  const missing = await start('config:sim' as AccountId, 'missing')
  const refused = await start(account, queue)
  await expect.poll(async () => (await missing())?.state).toBe('backing-off')
  expect((await missing())?.reason.en).toContain('There is no queue “missing”')
  await expect.poll(async () => (await refused())?.state).toBe('backing-off')
  expect((await refused())?.reason.en).toContain('SignatureDoesNotMatch')
  const exchanges = await ask('monitors.exchanges', { id: (await refused())?.id ?? monitor })
  expect(exchanges[0]).toMatchObject({ status: 403, outcome: 'SignatureDoesNotMatch' })
})
