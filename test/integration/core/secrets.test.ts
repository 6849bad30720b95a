import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { AccountDraft } from '../../../src/contract/account.ts'
import type { AccountId } from '../../../src/contract/brand.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { startQueueSimulator } from './startQueueSimulator.ts'
import { startTestCore } from './startTestCore.ts'

const planted = 'PlantedSecret4711'
const plantedToken = 'PlantedToken0815'

test('a secret leaves the core by no way: answers, status, logs, errors, exchanges, files', async () => {
  const { simulator } = await startQueueSimulator('orders')
  const dataDirectory = temporaryDirectory()
  const config = {
    accounts: [
      {
        name: 'given',
        endpoint: simulator.endpoint,
        accessKeyId: 'k',
        accessKeySecret: planted,
        securityToken: plantedToken,
      },
    ],
    monitors: [{ account: 'given', queue: 'orders', mode: 'consume', start: true }],
  }
  const { ask, watch, logged, close } = await startTestCore({ dataDirectory, config })
  const seen: unknown[] = [logged]
  const draft: AccountDraft = {
    id: null,
    name: 'stored',
    endpoint: simulator.endpoint,
    apiEndpoint: null,
    region: null,
    accessKeyId: simulator.accessKeyId,
    accessKeySecret: planted,
    securityToken: plantedToken,
    credentials: 'accessKey',
    signature: 'v2',
  }
  const account = await ask('accounts.save', draft)
  const settings = {
    account: account.id,
    queue: 'orders',
    type: 'SmsReport',
    mode: 'peek',
    parallel: 1,
  } as const
  const { id } = await ask('monitors.save', settings)
  await ask('monitors.start', { id })
  await expect.poll(async () => (await ask('monitors.exchanges', { id })).length).toBeGreaterThan(1)
  const failures = await Promise.allSettled([
    ask('accounts.save', { ...draft, endpoint: planted }),
    ask('accounts.save', { ...draft, name: 'given' }),
    ask('accounts.save', { ...draft, id: 'nobody' as AccountId }),
    ask('accounts.save', { ...draft, accessKeyId: 7 as never }),
    ask('receipts.count', { query: 'nofield:x' }),
  ])
  for (const failure of failures) {
    expect(failure.status).toBe('rejected')
    if (failure.status === 'rejected') seen.push(String(failure.reason), JSON.stringify(failure.reason))
  }
  seen.push(await ask('accounts.list', null), await ask('monitors.exchanges', { id }), account)
  const status = await watch('status.watch', null).next()
  seen.push(status.value)
  await close()
  for (const file of globSync('*', { cwd: dataDirectory })) {
    seen.push(readFileSync(join(dataDirectory, file)).toString('latin1'))
  }
  const everything = seen.map(one => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n')
  expect(everything).toContain('receipt_trigram')
  expect(everything).toContain('stands in the config file')
  expect(everything).not.toContain(planted)
  expect(everything).not.toContain(plantedToken)
  expect(everything).not.toContain(Buffer.from(planted).toString('base64').slice(0, 20))
})

test('a stored secret is read again with the same data key only', async () => {
  const dataDirectory = temporaryDirectory()
  const first = await startTestCore({ dataDirectory })
  const { id } = await first.ask('accounts.save', {
    id: null,
    name: 'stored',
    endpoint: 'http://127.0.0.1:9',
    apiEndpoint: null,
    region: null,
    accessKeyId: 'k',
    accessKeySecret: planted,
    securityToken: null,
    credentials: 'accessKey',
    signature: 'v2',
  })
  const settings = { account: id, queue: 'q', type: 'SmsReport', mode: 'peek', parallel: 1 } as const
  const monitor = await first.ask('monitors.save', settings)
  await first.ask('monitors.start', monitor)
  await first.close()
  const again = await startTestCore({ dataDirectory })
  await again.ask('monitors.start', monitor)
  await again.close()
  const other = await startTestCore({ dataDirectory, dataKey: new Uint8Array(32).fill(9) })
  await expect(other.ask('monitors.start', monitor)).rejects.toThrow('sealed with another data key')
})
