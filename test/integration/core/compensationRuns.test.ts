import RPCClient from '@alicloud/pop-core'
import { expect, onTestFinished, test } from 'vitest'
import type { AccountId, Instant } from '../../../src/contract/brand.ts'
import { createSettling } from '../../../src/core/sends/settleSends.ts'
import { openStore } from '../../../src/core/store/openStore.ts'
import { writeCompactTime } from '../../../src/protocol/receipts/receiptTime.ts'
import { startSimulator } from '../../../src/simulator/startSimulator.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { storable } from '../../unit/core/storable.ts'
import { startTestCore } from './startTestCore.ts'

const account = 'config:sms' as AccountId
const today = () => writeCompactTime(Date.now()).slice(0, 8)

async function setUp() {
  const simulator = await startSimulator()
  onTestFinished(() => simulator.close())
  const { endpoint, accessKeyId, accessKeySecret } = simulator
  const client = new RPCClient({ endpoint, accessKeyId, accessKeySecret, apiVersion: '2017-05-25' })
  const send = async (phone: string) => {
    const answer = await client.request('SendSms', {
      PhoneNumbers: phone,
      SignName: '测试',
      TemplateCode: 'SMS_71390007',
      TemplateParam: '{"code":"1"}',
      OutId: `out-${phone}`,
    })
    return (answer as { BizId: string }).BizId
  }
  const dataDirectory = temporaryDirectory()
  const config = {
    accounts: [{ name: 'sms', endpoint, apiEndpoint: endpoint, accessKeyId, accessKeySecret }],
  }
  const open = (directory = dataDirectory) => startTestCore({ config, dataDirectory: directory })
  return { send, open }
}
const phoneOf = (index: number) => `138${String(index).padStart(8, '0')}`
type Core = Awaited<ReturnType<typeof startTestCore>>
const runOf = async ({ ask }: Core) => (await ask('compensation.list', null))[0]
const countOf = async ({ ask }: Core, query: string) => (await ask('receipts.count', { query })).matching

test('sends without a receipt are asked about; a run goes on after a restart and asks nothing twice', {
  timeout: 60_000,
}, async () => {
  const { send, open } = await setUp()
  const first = await open()
  const lines: string[] = []
  for (let index = 1; index <= 12; index++) {
    const bizId = await send(phoneOf(index))
    lines.push(JSON.stringify({ phone: phoneOf(index), biz_id: bizId, send_time: Date.now() - 60_000 }))
  }
  await first.ask('sends.import', { text: `${lines.join('\n')}\n` })
  const input = { account, sends: [], query: null }
  expect(await first.ask('compensation.start', { ...input, unreportedAfterMs: 3_600_000 })).toMatchObject({
    of: 0,
  })
  const { id, of } = await first.ask('compensation.start', { ...input, unreportedAfterMs: 1000 })
  expect(of).toBe(12)
  const find = async (core: Core) => (await core.ask('compensation.list', null)).find(run => run.id === id)
  await expect.poll(async () => (await find(first))?.asked).toBeGreaterThan(1)
  await first.close()

  const second = await open()
  const resumed = await find(second)
  expect(resumed).toMatchObject({ state: 'running', of: 12 })
  await expect.poll(async () => (await find(second))?.state).toBe('done')
  expect(await find(second)).toMatchObject({ asked: 12, failed: 0, lastError: null })
  expect(await countOf(second, 'phone:138*')).toBeGreaterThanOrEqual(12)
})

test('a run is cancelled, and gone on with', { timeout: 60_000 }, async () => {
  const { open } = await setUp()
  const core = await open()
  const sends = Array.from({ length: 30 }, (_, index) => ({
    phone: phoneOf(index),
    day: today(),
    bizId: null,
  }))
  sends.push({ phone: 'nobody', day: today(), bizId: null })
  const { id } = await core.ask('compensation.start', {
    account,
    sends,
    query: null,
    unreportedAfterMs: null,
  })
  await core.ask('compensation.cancel', { id })
  const cancelled = await runOf(core)
  expect(cancelled?.state).toBe('cancelled')
  expect(cancelled?.asked).toBeLessThan(31)
  await core.ask('compensation.resume', { id })
  await expect.poll(async () => (await runOf(core))?.state, { timeout: 30_000 }).toBe('done')
  expect(await runOf(core)).toMatchObject({
    asked: 31,
    of: 31,
    failed: 1,
    lastError: { en: expect.stringContaining('isv.MOBILE_NUMBER_ILLEGAL') },
  })
  const missing = core.ask('compensation.start', {
    account: 'gone' as AccountId,
    sends,
    query: null,
    unreportedAfterMs: null,
  })
  await expect(missing).rejects.toMatchObject({ code: 'not-found' })
})

test('the service’s sums of a day stand beside ours, and the difference is named', {
  timeout: 60_000,
}, async () => {
  const { send, open } = await setUp()
  const core = await open()
  for (const index of [1, 2, 3]) await send(phoneOf(index))
  const compare = () => core.ask('compensation.compare', { account, from: today(), to: today() })
  const [before] = (await compare()).days
  expect(before).toMatchObject({
    day: today(),
    theirs: { sent: 3 },
    ours: { sent: 0 },
    difference: { en: expect.stringContaining('3 missing here') },
  })
  const sends = [1, 2, 3].map(index => ({ phone: phoneOf(index), day: today(), bizId: null }))
  await core.ask('compensation.start', { account, sends, query: null, unreportedAfterMs: null })
  await expect.poll(async () => (await runOf(core))?.state).toBe('done')
  const [after] = (await compare()).days
  expect(after?.ours.sent).toBe(3)
  expect(after?.difference?.en ?? '').not.toContain('missing here')
  await expect(
    core.ask('compensation.compare', { account, from: '20261101', to: '20250101' }),
  ).rejects.toMatchObject({ code: 'bad-input' })
})

test('sends of a log count for the account that it names, and so do their receipts by whatever way', async () => {
  const { send, open } = await setUp()
  const dataDirectory = temporaryDirectory()
  const core = await open(dataDirectory)
  const log: string[] = []
  for (const index of [1, 2, 3]) {
    const bizId = await send(phoneOf(index))
    log.push(JSON.stringify({ phone: phoneOf(index), biz_id: bizId, send_time: Date.now() }))
  }
  const ours = async (core: Core) =>
    (await core.ask('compensation.compare', { account, from: today(), to: today() })).days[0]?.ours
  await core.ask('sends.import', { text: log.join('\n') })
  expect(await ours(core)).toMatchObject({ sent: 0 })
  await core.ask('sends.import', { text: log.join('\n'), account: 'sms' })
  expect(await ours(core)).toEqual({ sent: 3, delivered: 0, failed: 0, unreported: 3 })
  await core.close()

  const store = openStore(dataDirectory)
  const { biz_id: bizId } = JSON.parse(log[0] ?? '') as { biz_id: string }
  const push = { via: 'push' as const, account: 'endpoint' }
  store.write([storable({ phone: phoneOf(1), bizId, sendTime: Date.now() as Instant }, push)])
  await createSettling(store)(new AbortController().signal)
  store.close()
  expect(await ours(await open(dataDirectory))).toEqual({
    sent: 3,
    delivered: 1,
    failed: 0,
    unreported: 2,
  })
})
