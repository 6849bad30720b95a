import RPCClient from '@alicloud/pop-core'
import { expect, onTestFinished, test } from 'vitest'
import type { AccountId } from '../../../src/contract/brand.ts'
import type { CompensationProgress, SendToAsk } from '../../../src/contract/compensation.ts'
import { writeCompactTime } from '../../../src/protocol/receipts/receiptTime.ts'
import { startSimulator } from '../../../src/simulator/startSimulator.ts'
import { startTestCore } from './startTestCore.ts'

const account = 'config:sms' as AccountId

/** The simulator's time stands still until the test moves it on: what was sent stays pending till then. */
async function setUp() {
  const simulator = await startSimulator({ clockSpeed: 0 })
  onTestFinished(() => simulator.close())
  const { endpoint, accessKeyId, accessKeySecret, smsQueues } = simulator
  const client = new RPCClient({ endpoint, accessKeyId, accessKeySecret, apiVersion: '2017-05-25' })
  const send = (phone: string, outId: string) =>
    client.request('SendSms', {
      PhoneNumbers: phone,
      SignName: '测试',
      TemplateCode: 'SMS_71390007',
      TemplateParam: '{"code":"1"}',
      OutId: outId,
    })
  const config = {
    accounts: [{ name: 'sms', endpoint, apiEndpoint: endpoint, accessKeyId, accessKeySecret }],
    monitors: [{ account: 'sms', queue: smsQueues.SmsReport, mode: 'consume', start: false }],
  }
  const core = await startTestCore({ config })
  const run = async (sends: SendToAsk[], query: string | null = null) => {
    const items = core.watch('compensation.run', { account, sends, query })
    let last: CompensationProgress | null = null
    for (let next = await items.next(); next.done !== true; next = await items.next()) last = next.value
    return last
  }
  const count = async (query: string) => (await core.ask('receipts.count', { query })).matching
  const deliver = () => simulator.clock.jump(60_000)
  return { ...core, send, run, count, deliver, queue: smsQueues.SmsReport }
}

const day = () => writeCompactTime(Date.now()).slice(0, 8)
const about = (phone: string): SendToAsk => ({ phone, day: day(), bizId: null })

test('sends without a receipt are filled in, and asking again adds nothing', async () => {
  const { send, run, count } = await setUp()
  await send('13800000001', 'one')
  await send('13800000002', 'two')
  const first = await run([about('13800000001'), about('13800000002'), about('13800000003')])
  expect(first).toMatchObject({
    asked: 3,
    of: 3,
    found: 2,
    added: 2,
    changed: 0,
    failed: 0,
    left: [],
    done: true,
  })
  expect(await count('via:query out_id:one,two')).toBe(2)
  expect(await run([about('13800000001')])).toMatchObject({ found: 1, added: 0, changed: 0 })
  expect(await count('via:query')).toBe(2)
})

test('a send that was pending becomes what it came to, and both versions stay', async () => {
  const { send, run, count, ask, deliver, queue } = await setUp()
  await send('13800000004', 'later')
  expect(await run([about('13800000004')])).toMatchObject({ added: 1 })
  expect(await count('status:pending')).toBe(1)
  deliver()
  await ask('monitors.start', { id: `config:sms/${queue}` as never })
  await expect.poll(() => count('status:delivered')).toBe(1)
  expect(await run([], 'status:pending')).toMatchObject({ of: 1, found: 1, added: 0, changed: 0, done: true })
  expect(await count('phone:13800000004')).toBe(2)
})

test('what a send came to points to what was known of it, though neither has an id', async () => {
  const { send, run, count, deliver } = await setUp()
  await send('13800000005', 'later')
  expect(await run([about('13800000005')])).toMatchObject({ added: 1 })
  deliver()
  expect(await run([about('13800000005')])).toMatchObject({ added: 0, changed: 1 })
  expect(await count('is:duplicate has:biz_id')).toBe(0)
  expect(await count('is:duplicate status:delivered,failed')).toBe(1)
})

test('what can not be asked about is named, and is where to go on', async () => {
  const { run } = await setUp()
  const wrong = { phone: 'nobody', day: day(), bizId: null }
  const result = await run([wrong, about('13800000005')])
  expect(result).toMatchObject({ asked: 2, failed: 1, left: [wrong], done: true })
  expect(result?.lastError?.en).toContain('isv.MOBILE_NUMBER_ILLEGAL')
})
