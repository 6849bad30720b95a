import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import type { AccountDraft } from '../../../src/contract/account.ts'
import type { ConnectionStep } from '../../../src/contract/connectionCheck.ts'
import { noFaults } from '../../../src/simulator/faults/faultSettings.ts'
import type { SimulatorOptions } from '../../../src/simulator/startSimulator.ts'
import { startQueueSimulator } from './startQueueSimulator.ts'
import { startTestCore } from './startTestCore.ts'

async function check(
  changes: Partial<AccountDraft>,
  queue: string | null = 'orders',
  options: SimulatorOptions = {},
) {
  const { simulator } = await startQueueSimulator('orders', options)
  const { ask } = await startTestCore()
  const { id } = await ask('accounts.save', {
    id: null,
    name: 'tested',
    endpoint: simulator.endpoint,
    apiEndpoint: null,
    region: null,
    accessKeyId: simulator.accessKeyId,
    accessKeySecret: simulator.accessKeySecret,
    securityToken: null,
    credentials: 'accessKey',
    signature: 'v2',
    ...changes,
  })
  const { steps } = await ask('accounts.check', {
    id,
    queue: queue === null ? null : { queue, type: 'SmsReport' },
  })
  return steps
}

const outcomes = (steps: ConnectionStep[]) => steps.map(({ step, outcome }) => `${step} ${outcome}`)
const adviceOf = (steps: ConnectionStep[]) => steps.find(({ outcome }) => outcome === 'fail')?.advice?.en

test('a good account passes every step', async () => {
  expect(outcomes(await check({}))).toEqual([
    'name pass',
    'connection pass',
    'clock pass',
    'signature pass',
    'permission pass',
    'queue pass',
  ])
})

test('without a queue, its step is left out', async () => {
  expect(outcomes(await check({}, null)).slice(3)).toEqual([
    'signature pass',
    'permission pass',
    'queue skipped',
  ])
})

test('temporary credentials that can be had are good, whatever queue is asked for to try them', async () => {
  const steps = await check({ credentials: 'smsToken' }, null)
  expect(outcomes(steps).slice(2)).toEqual([
    'clock pass',
    'signature pass',
    'permission skipped',
    'queue skipped',
  ])
})

test('a wrong secret, an unknown key, a missing queue: each fails its own step with its cause', async () => {
  const secret = await check({ accessKeySecret: 'wrong' })
  expect(outcomes(secret).slice(2)).toEqual([
    'clock pass',
    'signature fail',
    'permission skipped',
    'queue skipped',
  ])
  expect(adviceOf(secret)).toContain('secret')
  const key = await check({ accessKeyId: 'a b' })
  expect(outcomes(key)).toContain('signature fail')
  expect(adviceOf(key)).toContain('space')
  const unknown = await check({ accessKeyId: 'nobody' })
  expect(adviceOf(unknown)).toContain('AccessKey id')
  const queue = await check({}, 'other')
  expect(outcomes(queue).slice(3)).toEqual(['signature pass', 'permission pass', 'queue fail'])
  expect(adviceOf(queue)).toContain('region')
})

test('a clock that is twenty minutes off is the cause that is named', async () => {
  const steps = await check({}, 'orders', { faults: { ...noFaults, skew: 1200 } })
  expect(outcomes(steps)).toContain('clock fail')
  expect(steps.find(({ step }) => step === 'clock')?.found.en).toMatch(/1(199|200|201) s/)
  expect(adviceOf(steps)).toContain('clock')
})

test('nobody listens, no such name, something else answers', async () => {
  const nobody = await check({ endpoint: 'http://127.0.0.1:1' })
  expect(outcomes(nobody).slice(0, 3)).toEqual(['name pass', 'connection fail', 'clock skipped'])
  const noName = await check({ endpoint: 'http://no-such-host.invalid' })
  expect(outcomes(noName).slice(0, 2)).toEqual(['name fail', 'connection skipped'])
  const other = createServer((_, response) => response.writeHead(418).end('<html>tea</html>'))
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void other.close())
  const address = other.address()
  const port = typeof address === 'object' ? address?.port : 0
  const foreign = await check({ endpoint: `http://127.0.0.1:${port}` })
  expect(outcomes(foreign)).toContain('signature fail')
  expect(adviceOf(foreign)).toContain('doesn’t answer as MNS')
})
