import { expect, test } from 'vitest'
import type { Item } from '../../../src/contract/api.ts'
import type { SimulatorFaults, SimulatorState } from '../../../src/contract/simulator.ts'
import { startTestCore } from './startTestCore.ts'

type Running = Extract<SimulatorState, { running: true }>
type TestCore = Awaited<ReturnType<typeof startTestCore>>

async function stateOf({ watch }: TestCore): Promise<Item<'simulator.watch'>> {
  const items = watch('simulator.watch', null)
  const { value } = await items.next()
  await items.return?.()
  return value
}

async function runningState(core: TestCore): Promise<Running> {
  const state = await stateOf(core)
  if (!state.running) throw new Error('the simulator is off')
  return state
}

const monitorsOf = async ({ watch }: TestCore) =>
  (await watch('status.watch', null).next()).value.monitors.map(({ queue }: { queue: string }) => queue)

test('the simulator stops and starts again at the same place, and its monitors go and come with it', async () => {
  const core = await startTestCore({ simulator: 'auto' })
  const before = await runningState(core)
  expect(await monitorsOf(core)).toHaveLength(2)

  await core.ask('simulator.switch', { on: false })
  expect(await stateOf(core)).toEqual({ running: false })
  expect(await monitorsOf(core)).toEqual([])
  expect(core.core.simulator()).toMatchObject({ running: false, reason: { en: 'Stopped by hand' } })
  expect(await core.ask('accounts.list', null)).toEqual([])
  await expect(fetch(before.access.endpoint)).rejects.toThrow()
  await expect(core.ask('simulator.reset', null)).rejects.toMatchObject({ code: 'unavailable' })

  await core.ask('simulator.switch', { on: true })
  expect((await runningState(core)).access).toEqual(before.access)
  expect(await monitorsOf(core)).toHaveLength(2)
})

const draft = (endpoint: string) => ({
  id: null,
  name: 'mine',
  endpoint,
  apiEndpoint: null,
  region: null,
  accessKeyId: 'id',
  accessKeySecret: 'secret',
  securityToken: null,
  credentials: 'accessKey' as const,
  signature: 'v2' as const,
})
const elsewhere = draft('http://127.0.0.1:1')

test('the simulator makes way for an account that is added, and comes back when it is asked to', async () => {
  const core = await startTestCore({ simulator: 'auto' })
  await core.ask('accounts.save', elsewhere)
  expect(core.core.simulator()).toMatchObject({
    running: false,
    reason: { en: 'It made way for an account' },
  })
  expect((await core.ask('accounts.list', null)).map(({ name }) => name)).toEqual(['mine'])
  expect(await monitorsOf(core)).toEqual([])
  await core.ask('simulator.switch', { on: true })
  await core.ask('accounts.save', { ...elsewhere, name: 'another' })
  expect(core.core.simulator()).toMatchObject({ running: true, reason: { en: 'Started by hand' } })
})

test('the simulator stays for an account on itself, and where it was asked for', async () => {
  const core = await startTestCore({ simulator: 'auto' })
  await core.ask('accounts.save', draft((await runningState(core)).access.endpoint))
  expect(core.core.simulator().running).toBe(true)
  const demo = await startTestCore({ simulator: 'demo' })
  await demo.ask('accounts.save', elsewhere)
  expect(demo.core.simulator().running).toBe(true)
})

test('traffic that was chosen is still the choice after stop and start', async () => {
  const core = await startTestCore({ simulator: 'auto' })
  const { traffic } = await runningState(core)
  await core.ask('simulator.setTraffic', { traffic: { ...traffic, fail: 0.5 }, flowing: false })
  await core.ask('simulator.switch', { on: false })
  await core.ask('simulator.switch', { on: true })
  expect(await runningState(core)).toMatchObject({ flowing: false, traffic: { fail: 0.5 } })
  expect(core.core.simulator()).toMatchObject({ running: true })
})

test('a simulator that was off is started from the window', async () => {
  const core = await startTestCore()
  expect(await stateOf(core)).toEqual({ running: false })
  await core.ask('simulator.switch', { on: true })
  await core.ask('simulator.burst', { count: 20 })
  await expect.poll(async () => (await core.ask('receipts.count', { query: '' })).matching).toBeGreaterThan(5)
})

test('traffic rests with its mix kept, and a burst comes whatever flows', async () => {
  const core = await startTestCore({ simulator: 'auto' })
  const { traffic } = await runningState(core)
  await core.ask('simulator.setTraffic', { traffic: { ...traffic, fail: 0.25 }, flowing: false })
  await core.ask('simulator.burst', { count: 40 })
  const state = await runningState(core)
  expect(state).toMatchObject({ flowing: false, sent: 40, traffic: { rate: 1, fail: 0.25 } })
  await expect(
    core.ask('simulator.setTraffic', { traffic: { ...traffic, latency: 9, tail: 1 }, flowing: true }),
  ).rejects.toMatchObject({ code: 'bad-input' })
})

test('every fault arrives in the simulator as it was set', async () => {
  const core = await startTestCore({ simulator: 'auto' })
  const faults: SimulatorFaults = {
    errors: [
      { operation: 'SendMessage', share: 0.5, code: 'QpsLimitExceeded' },
      { operation: null, share: 0.01, code: 'InternalError' },
    ],
    delay: { low: 10, high: 20 },
    reset: 0.01,
    slow: 0.02,
    slowFor: 5000,
    malformed: 0.03,
    digest: 0.04,
    partial: 0.05,
    skew: -1200,
    expiredToken: 0.06,
    duplicate: 0.07,
    reorder: 0.08,
    qps: 500,
    signature: 'wrong-key',
    signatureShare: 0.5,
  }
  await core.ask('simulator.setFaults', { faults })
  expect((await runningState(core)).faults).toEqual(faults)
})

test('clock, pushes and certificate follow, and a reset takes everything back', async () => {
  const core = await startTestCore({ simulator: 'auto' })
  const before = await runningState(core)
  await core.ask('simulator.setClock', { speed: 60, jumpMs: 86_400_000 })
  await core.ask('simulator.setPushes', { contentMd5: 'base64-raw', callbackSchedule: 'longer' })
  const { url } = await core.ask('simulator.rotateCertificate', { kind: 'legacy' })
  const changed = await runningState(core)
  expect(changed.clock.speed).toBe(60)
  expect(changed.clock.now - before.clock.now).toBeGreaterThan(86_000_000)
  expect(changed.pushes).toEqual({ contentMd5: 'base64-raw', callbackSchedule: 'longer' })
  expect(changed.access.certificateUrl).toBe(url)
  expect(changed.certificates).toBe(2)

  await core.ask('simulator.reset', null)
  expect(await runningState(core)).toMatchObject({ flowing: false, sent: 0, clock: { speed: 1 } })
})

test('a message is followed from its sending to its deletion', async () => {
  const core = await startTestCore({ simulator: 'auto' })
  const { traffic, access } = await runningState(core)
  const quick = { ...traffic, latency: 1, tail: 2, lost: 0 }
  await core.ask('simulator.setTraffic', { traffic: quick, flowing: false })
  await core.ask('simulator.burst', { count: 3 })
  const deleted = async () => {
    const { events } = await core.ask('simulator.trace', { messageId: null, limit: 500 })
    return events.find(({ kind }) => kind === 'deleted')?.messageId ?? null
  }
  await expect.poll(deleted).not.toBeNull()
  const { events } = await core.ask('simulator.trace', { messageId: await deleted(), limit: 1 })
  expect(events.map(({ kind }) => kind)).toEqual(['sent', 'received', 'deleted'])
  expect(events[0]?.place).toBe(`queues/${access.smsQueues.SmsReport}`)
})
