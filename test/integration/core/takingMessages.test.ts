import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import type { AccountDraft } from '../../../src/contract/account.ts'
import { ApiError } from '../../../src/contract/apiError.ts'
import type { MonitorId } from '../../../src/contract/brand.ts'
import { createPort } from '../../../src/contract/createPort.ts'
import { createClient } from '../../../src/contract/rpc/createClient.ts'
import { serve } from '../../../src/contract/rpc/serve.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { startQueueSimulator } from './startQueueSimulator.ts'
import { startTestCore } from './startTestCore.ts'

/** Reaches this machine by an address that is not a loopback one, as a queue elsewhere would look. */
const elsewhere = (endpoint: string) => endpoint.replace('127.0.0.1', '0.0.0.0')

const draft = (endpoint: string, secret: string): AccountDraft => ({
  id: null,
  name: 'production',
  endpoint,
  apiEndpoint: null,
  region: null,
  accessKeyId: 'simulator',
  accessKeySecret: secret,
  securityToken: null,
  credentials: 'accessKey',
  signature: 'v2',
})

async function setUp() {
  const { simulator, send, left } = await startQueueSimulator('orders')
  const dataDirectory = temporaryDirectory()
  const core = await startTestCore({ dataDirectory })
  const { port1, port2 } = new MessageChannel()
  serve(toPort(port2), core.core.handlers)
  const client = createClient({ connect: async () => toPort(port1) })
  onTestFinished(client.close)
  const { accessKeyId, accessKeySecret } = simulator
  const save = (endpoint: string, more: Partial<AccountDraft> = {}) =>
    client.call('accounts.save', { ...draft(endpoint, accessKeySecret), accessKeyId, ...more })
  const mode = async () => {
    const { value } = await core.watch('status.watch', null).next()
    return value.monitors[0] as {
      mode: string
      lastError: { en: string; zh: string } | null
      queueCounts: object | null
    }
  }
  return { client, save, mode, send, left, dataDirectory, core, endpoint: simulator.endpoint }
}

function toPort(messages: MessagePort) {
  const { port, received, closed } = createPort({
    send: frame => messages.postMessage(frame),
    close: () => messages.close(),
  })
  messages.on('message', received)
  messages.on('close', () => closed('the channel was closed'))
  return port
}

const settings = { queue: 'orders', type: 'SmsReport', parallel: 1 } as const

async function refusalOf(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.catch((thrown: unknown) => thrown)
  if (!(error instanceof ApiError)) throw new Error(`expected a refusal, got ${JSON.stringify(error)}`)
  return `${error.code} ${error.message} ${error.hint}`
}

test('no message is taken from a queue elsewhere unless the call names the queue', async () => {
  const { client, save, mode, send, left, endpoint } = await setUp()
  send(3)
  const account = (await save(elsewhere(endpoint))).id
  const unasked = await refusalOf(client.call('monitors.save', { ...settings, account, mode: 'consume' }))
  expect(unasked).toContain('refused “orders” of the account “production”')
  expect(unasked).toContain('It holds 3 active messages')
  expect(unasked).toContain('deletes it from the queue')
  expect(unasked).toContain('typedName: "orders"')

  const { id } = await client.call('monitors.save', { ...settings, account, mode: 'peek' })
  await client.call('monitors.start', { id })
  expect(await refusalOf(client.call('monitors.setMode', { id, mode: 'lease' }))).toContain('hides it')
  for (const typedName of [null, '', 'Orders', 'production'])
    expect(await refusalOf(client.call('monitors.setMode', { id, mode: 'consume', typedName }))).toContain(
      '3',
    )
  expect(await mode()).toMatchObject({ mode: 'peek', queueCounts: { active: 3 } })
  expect(await left()).toBe(3)

  await client.call('monitors.setMode', { id, mode: 'consume', typedName: 'orders' })
  await expect.poll(left).toBe(0)
  await client.call('monitors.save', { ...settings, account, mode: 'consume', parallel: 2 })
  expect((await mode()).mode).toBe('consume')
})

test('where the queue cannot be asked, the refusal says so', async () => {
  const { client, save } = await setUp()
  const account = (await save('http://0.0.0.0:9')).id
  const refusal = await refusalOf(client.call('monitors.save', { ...settings, account, mode: 'consume' }))
  expect(refusal).toContain('could not be found out (No answer')
})

test('queues of this machine are taken from unasked', async () => {
  const { client, save, send, left, endpoint } = await setUp()
  send(2)
  const account = (await save(endpoint)).id
  const { id } = await client.call('monitors.save', { ...settings, account, mode: 'consume' })
  await client.call('monitors.start', { id })
  await expect.poll(left).toBe(0)
})

test('an account that is moved elsewhere takes its monitors along peeking, and so does the next start', async () => {
  const { client, save, mode, endpoint, dataDirectory, core } = await setUp()
  const { id: account } = await save(endpoint)
  const { id } = await client.call('monitors.save', { ...settings, account, mode: 'consume' })
  await client.call('monitors.start', { id })
  await save(elsewhere(endpoint), { id: account })
  expect(await mode()).toMatchObject({ mode: 'peek' })

  await client.call('monitors.setMode', { id, mode: 'consume', typedName: 'orders' })
  expect(await mode()).toMatchObject({ mode: 'consume' })
  await core.close()
  const modeAfter = async (secret: Partial<AccountDraft>) => {
    const again = await startTestCore({ dataDirectory })
    if (secret.endpoint !== undefined)
      await again.ask('accounts.save', { ...draft(secret.endpoint, 'x'), id: account })
    const { value } = await again.watch('status.watch', null).next()
    await again.close()
    return value.monitors.find((one: { id: MonitorId }) => one.id === id)?.mode
  }
  expect(await modeAfter({})).toBe('consume')
  expect(await modeAfter({ endpoint: 'http://0.0.0.0:9' })).toBe('peek')
  expect(await modeAfter({})).toBe('peek')
})

test('a stored monitor of an account of the config file peeks when the file names another endpoint', async () => {
  const { dataDirectory, core } = await setUp()
  await core.close()
  const startWith = (endpoint: string) =>
    startTestCore({
      dataDirectory,
      config: { accounts: [{ name: 'given', endpoint, accessKeyId: 'k', accessKeySecret: 's' }] },
    })
  const first = await startWith('http://0.0.0.0:9')
  const account = (await first.ask('accounts.list', null))[0]?.id
  if (account === undefined) throw new Error('The config’s account is missing')
  await first.ask('monitors.save', { ...settings, account, mode: 'consume', typedName: 'orders' })
  await first.close()
  const modeWith = async (endpoint: string) => {
    const { watch, close } = await startWith(endpoint)
    const { value } = await watch('status.watch', null).next()
    await close()
    return value.monitors[0]
  }
  expect(await modeWith('http://0.0.0.0:9')).toMatchObject({ mode: 'consume' })
  const moved = await modeWith('http://0.0.0.0:10')
  expect(moved.mode).toBe('peek')
  expect(moved.lastError?.en).toContain('another endpoint')
})

test('a single word is no endpoint, and the refusal does not repeat it', async () => {
  const { save } = await setUp()
  for (const word of ['nonsense', 'AKsecretPasted', '12345', 'nonsense/queues/x']) {
    const refusal = await refusalOf(save(word))
    expect(refusal).toContain('bad-input endpoint: A single word is no address')
    expect(refusal).not.toContain(word)
  }
  expect((await save('http://nonsense')).endpoint).toBe('http://nonsense')
})
