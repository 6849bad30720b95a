import { expect, test } from 'vitest'
import { startTestCore } from './startTestCore.ts'

const planted = {
  accessKeyId: 'LTAI5tPlantedKeyId',
  accessKeySecret: 'planted-access-key-secret',
  securityToken: 'planted-security-token',
  configSecret: 'planted-config-secret',
  forwardPath: 'planted-forward-path',
  phone: '13912345678',
}

test('the diagnostics hold versions, settings, status, log and calls, and none of the secrets planted', async () => {
  const { ask, core } = await startTestCore({
    simulator: 'demo',
    config: {
      accounts: [
        {
          name: 'from config',
          endpoint: 'http://127.0.0.1:1',
          accessKeyId: planted.accessKeyId,
          accessKeySecret: planted.configSecret,
        },
      ],
      monitors: [
        { account: 'from config', queue: `for-${planted.phone}`, type: 'other', mode: 'peek', start: true },
      ],
      endpoint: { port: 0, forwardTo: `http://127.0.0.1:1/${planted.forwardPath}` },
    },
  })
  const saved = await ask('accounts.save', {
    ...{ id: null, name: 'added', endpoint: 'http://127.0.0.1:1', apiEndpoint: null, region: null },
    ...{ accessKeyId: planted.accessKeyId, accessKeySecret: planted.accessKeySecret },
    ...{ securityToken: planted.securityToken, credentials: 'accessKey', signature: 'v2' },
  })
  await ask('accounts.check', { id: saved.id, queue: null })
  await fetch(core.endpoint ?? '', { method: 'POST', body: `[{"phone_number":"${planted.phone}"}]` })
  await expect
    .poll(async () => (await ask('diagnostics.read', null)).outbound.calls.length)
    .toBeGreaterThan(3)

  const diagnostics = await ask('diagnostics.read', null)
  expect(diagnostics.program).toMatchObject({ version: '0.0.0', runtime: { node: process.versions.node } })
  expect(diagnostics.accounts.map(({ name }) => name).sort()).toEqual(['added', 'from config', 'simulator'])
  expect(diagnostics.status.monitors.length).toBeGreaterThan(1)
  expect(diagnostics.settings.endpoint.forwardTo).toBe('http://127.0.0.1:1')
  expect(diagnostics.log.length).toBeGreaterThan(0)
  expect(diagnostics.outbound.calls.map(({ why }) => why)).toEqual(
    expect.arrayContaining(['monitor', 'check']),
  )
  const text = JSON.stringify(diagnostics)
  for (const [name, secret] of Object.entries(planted)) expect(text.includes(secret), name).toBe(false)
  expect(text).not.toMatch(/Signature=|receiptHandle|[^\d]1[3-9]\d{9}[^\d]/)
})

test('preferences are kept beside the data, and every window is told of a change', async () => {
  const first = await startTestCore()
  const items = first.watch('preferences.watch', null)
  expect((await items.next()).value).toBe(null)
  await first.ask('preferences.set', { theme: 'dark', recentQueries: ['code:DELIVERED'] })
  expect((await items.next()).value).toEqual({ theme: 'dark', recentQueries: ['code:DELIVERED'] })
  await expect(first.ask('preferences.set', { theme: 'x'.repeat(300_000) })).rejects.toThrow(/at most/)
})
