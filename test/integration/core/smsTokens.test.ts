import { expect, onTestFinished, test } from 'vitest'
import { noFaults } from '../../../src/simulator/faults/faultSettings.ts'
import { startSimulator } from '../../../src/simulator/startSimulator.ts'
import { quietTraffic } from '../../../src/simulator/traffic/trafficMix.ts'
import { startTestCore } from './startTestCore.ts'

test('a receipt queue is read with temporary credentials, also while their tokens keep ending', async () => {
  const simulator = await startSimulator({
    traffic: { ...quietTraffic, rate: 50, limit: 60, latency: 100, tail: 200 },
    faults: { ...noFaults, expiredToken: 0.2 },
  })
  onTestFinished(() => simulator.close())
  const { endpoint, accessKeyId, accessKeySecret, smsQueues } = simulator
  const account = {
    name: 'sms',
    endpoint,
    apiEndpoint: endpoint,
    credentials: 'smsToken',
    accessKeyId,
    accessKeySecret,
  }
  const { ask, watch } = await startTestCore({
    config: {
      accounts: [account],
      monitors: [{ account: 'sms', queue: smsQueues.SmsReport, mode: 'consume', parallel: 2 }],
    },
  })
  const count = async () => (await ask('receipts.count', { query: 'kind:report' })).matching
  await expect.poll(count).toBe(60)
  const { value } = await watch('status.watch', null).next()
  expect(value.monitors[0]?.credentialsUntil).toBeGreaterThan(Date.now() + 60_000)
})

test('credentials that can not be had are said in words', async () => {
  const simulator = await startSimulator()
  onTestFinished(() => simulator.close())
  const { endpoint, accessKeyId, smsQueues } = simulator
  const account = {
    name: 'sms',
    endpoint,
    apiEndpoint: endpoint,
    credentials: 'smsToken',
    accessKeyId,
    accessKeySecret: 'wrong',
  }
  const { watch } = await startTestCore({
    config: { accounts: [account], monitors: [{ account: 'sms', queue: smsQueues.SmsReport }] },
  })
  const status = async () => (await watch('status.watch', null).next()).value.monitors[0]
  await expect.poll(async () => (await status())?.state).toBe('backing-off')
  expect((await status())?.reason.en).toContain('SignatureDoesNotMatch')
})
