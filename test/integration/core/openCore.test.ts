import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { StartError } from '../../../src/core/startError.ts'
import { openStore } from '../../../src/core/store/openStore.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { storable } from '../../unit/core/storable.ts'
import { startTestCore } from './startTestCore.ts'

test('the demonstration shows receipts within seconds, decoded, and says that it is one', async () => {
  const { ask, watch, core } = await startTestCore({ simulator: 'demo' })
  const count = async (query: string) => (await ask('receipts.count', { query })).matching
  await expect.poll(() => count('kind:report')).toBeGreaterThan(20)
  expect(await count('kind:unknown')).toBe(0)
  expect(core.simulator()).toMatchObject({ running: true, reason: { en: 'Demonstration traffic' } })
  const { value } = await watch('status.watch', null).next()
  expect(value.monitors.map(({ type, mode }: { type: string; mode: string }) => [type, mode])).toEqual([
    ['SmsReport', 'consume'],
    ['SmsUp', 'consume'],
  ])
  const { rows } = await ask('receipts.page', { query: 'kind:report', before: null, limit: 1 })
  const [row] = rows
  if (row === undefined) throw new Error('no row')
  const detail = await ask('receipts.get', { id: row.id })
  expect(detail.layers.map(({ encoding }) => encoding)).toEqual(['base64', 'json-object'])
})

test('receipts are found again after a restart', async () => {
  const dataDirectory = temporaryDirectory()
  const first = await startTestCore({ simulator: 'demo', dataDirectory })
  await expect
    .poll(async () => (await first.ask('receipts.count', { query: '' })).matching)
    .toBeGreaterThan(5)
  await first.close()
  const second = await startTestCore({ dataDirectory })
  expect((await second.ask('receipts.count', { query: '' })).matching).toBeGreaterThan(5)
})

test('the simulator is on until an account is configured', async () => {
  expect((await startTestCore({ simulator: 'auto' })).core.simulator().running).toBe(true)
  const account = { name: 'mine', endpoint: 'http://127.0.0.1:1', accessKeyId: 'a', accessKeySecret: 'b' }
  const { core, logged } = await startTestCore({ simulator: 'auto', config: { accounts: [account] } })
  expect(core.simulator()).toMatchObject({ running: false, reason: { en: 'An account is configured' } })
  expect(logged.map(({ message }) => message).join()).toContain('stands in the config file itself')
})

test('made-up receipts join no real ones unasked', async () => {
  const reason = { en: 'There are receipts here that are not the simulator’s' }
  const dataDirectory = temporaryDirectory()
  const first = await startTestCore({ dataDirectory, simulator: 'auto' })
  await expect
    .poll(async () => (await first.ask('receipts.count', { query: '' })).matching)
    .toBeGreaterThan(0)
  await first.close()
  const again = await startTestCore({ dataDirectory, simulator: 'auto' })
  expect(again.core.simulator().running).toBe(true)
  await again.close()

  const store = openStore(dataDirectory)
  store.write([storable({}, { account: 'production' })])
  store.close()
  const quiet = await startTestCore({ dataDirectory, simulator: 'auto' })
  expect(quiet.core.simulator()).toMatchObject({ running: false, reason })
  await quiet.close()
  const asked = await startTestCore({ dataDirectory, simulator: 'demo' })
  expect(asked.core.simulator().running).toBe(true)
})

const refused = async (options: Parameters<typeof startTestCore>[0]) => {
  const error: unknown = await startTestCore(options).catch((thrown: unknown) => thrown)
  if (!(error instanceof StartError)) throw new Error(`expected a StartError, got ${String(error)}`)
  return `${error.code}: ${error.message}`
}

test.each([
  [{ accounts: [{ name: 'a' }] }, 'bad-config: The config can’t be used: accounts[0].endpoint'],
  [
    { monitors: [{ account: 'a', queue: 'q' }] },
    'monitors[0].account names “a”, which accounts doesn’t have',
  ],
  [{ monitors: 7 }, 'monitors: '],
  [{ endpoint: { host: '0.0.0.0' } }, 'endpoint.host "0.0.0.0" lets whoever can reach this address send'],
  [{ endpoint: { host: '::', typedName: '0.0.0.0' } }, 'endpoint.host "::" lets whoever'],
  [{ endpoint: { host: 'box.example', typedName: '' } }, 'endpoint.host "box.example" lets whoever'],
  [
    {
      accounts: [{ name: 'a', endpoint: 'http://x', accessKeyId: 'k', accessKeySecret: { env: 'NO_SUCH' } }],
    },
    'environment variable NO_SUCH, which is not set',
  ],
  [
    { accounts: [{ name: 'a', endpoint: 'ftp://x', accessKeyId: 'k', accessKeySecret: 's' }] },
    'The endpoint of the account “a” can’t be used',
  ],
])('a config that can not be used is refused with its place', async (config, expected) => {
  expect((await refused({ config })).replaceAll("'", '’')).toContain(expected)
})

test('an endpoint opens to others where the config says so twice, and the host is no secret to its owner', async () => {
  const endpoint = { host: '0.0.0.0', typedName: '0.0.0.0', port: 0 }
  const { core, close } = await startTestCore({ config: { endpoint } })
  expect(core.endpoint).toMatch(/^http:/)
  await close()
  const off = await startTestCore({ config: { endpoint: { host: '0.0.0.0', enabled: false } } })
  expect(off.core.endpoint).toBeNull()
  await off.close()
})

test('known trouble at start is one clear line', async () => {
  const dataDirectory = temporaryDirectory()
  writeFileSync(join(dataDirectory, 'receipts.db'), 'something else')
  expect(await refused({ dataDirectory })).toContain('not-a-database')
  expect(await refused({ dataKey: new Uint8Array(3) })).toContain('bad-data-key')
  const taken = temporaryDirectory()
  await startTestCore({ dataDirectory: taken })
  expect(await refused({ dataDirectory: taken })).toContain('already-running')
})
