import { expect, test } from 'vitest'
import type { AlertDraft } from '../../../src/contract/alerts.ts'
import { createAlertTable } from '../../../src/core/alerts/alertTable.ts'
import { createAlerts } from '../../../src/core/alerts/createAlerts.ts'
import { parseQuery } from '../../../src/core/query/parseQuery.ts'
import { openStore } from '../../../src/core/store/openStore.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { readHere } from '../../unit/core/readHere.ts'
import { storable } from '../../unit/core/storable.ts'
import { startTestCore } from './startTestCore.ts'

const minute = 60_000
const draft: AlertDraft = {
  name: 'Failures',
  query: 'status:failed',
  view: null,
  condition: { kind: 'count', atLeast: 2 },
  windowMs: 5 * minute,
  cooldownMs: 30 * minute,
  enabled: true,
}

test('a rule fires once per cooldown, with a link to its rows, also over a restart', async () => {
  const directory = temporaryDirectory()
  const { signal } = new AbortController()
  let now = 1_700_000_000_000
  const open = () => {
    const store = openStore(directory)
    const told: string[] = []
    const alerts = createAlerts({
      table: createAlertTable(store.prepare, () => `id${now}`),
      views: { list: () => [] },
      reader: readHere(store.prepare),
      now: () => now,
      tell: ({ text }) => told.push(text.en),
    })
    const fail = () => store.write([storable({ status: 'failed' }, { receivedAt: now as never })])
    return { store, told, alerts, fail }
  }
  const first = open()
  const { id } = first.alerts.save(null, draft)
  first.fail()
  await first.alerts.evaluate(signal)
  expect(first.told).toEqual([])
  first.fail()
  await first.alerts.evaluate(signal)
  now += minute
  first.fail()
  await first.alerts.evaluate(signal)
  expect(first.told).toEqual(['2 receipts match in 5 min; the threshold is 2'])
  first.store.close()

  const { alerts, told, fail, store } = open()
  await alerts.evaluate(signal)
  expect(told).toEqual([])
  now += 30 * minute
  fail()
  fail()
  await alerts.evaluate(signal)
  expect(told).toHaveLength(1)
  const [latest, earlier] = alerts.history(null, 10)
  expect(latest).toMatchObject({ subject: { kind: 'rule', alert: id }, value: 2, threshold: 2, at: now })
  expect(latest?.query).toBe(
    `status:failed since:${new Date(now - 5 * minute).toISOString()} until:${new Date(now).toISOString()}`,
  )
  expect(parseQuery(latest?.query ?? '', now).valid).toBe(true)
  expect(alerts.history(latest?.id ?? null, 10)).toEqual([earlier])
  alerts.save(id, { ...draft, enabled: false })
  now += 60 * minute
  fail()
  fail()
  await alerts.evaluate(signal)
  expect(told).toHaveLength(1)
  store.close()
})

test('an alert of a running core reaches its hosts, a view’s query counts as it is, and drafts are checked', async () => {
  const { ask, watch, core } = await startTestCore()
  const view = await ask('views.save', { id: null, name: 'Mine', query: 'phone:1' })
  await expect(ask('alerts.save', { id: null, ...draft, query: 'latency>' })).rejects.toMatchObject({
    code: 'bad-input',
  })
  await expect(ask('alerts.save', { id: null, ...draft, view: 'gone' as never })).rejects.toMatchObject({
    code: 'not-found',
  })
  const items = watch('alerts.watch', { after: null })
  expect((await items.next()).value).toMatchObject({ alerts: [], fired: [] })
  const saved = await ask('alerts.save', {
    id: null,
    ...draft,
    view: view.id,
    condition: { kind: 'count', atLeast: 1 },
  })
  await expect(ask('alerts.save', { id: null, ...draft })).rejects.toMatchObject({ code: 'conflict' })
  await ask('views.save', { id: view.id, name: 'Mine', query: 'content:hello' })
  const body = '<Notification><Message>hello</Message></Notification>'
  const bytes = Buffer.from(`POST /n HTTP/1.1\r\nx-mns-version: 2015-06-06\r\n\r\n${body}`)
  const source = {
    text: async function* () {
      yield bytes.toString()
    },
    bytes: () => Promise.resolve(bytes),
    modified: Date.now() as never,
    account: null,
  }
  await core.importFile(source, () => undefined, new AbortController().signal)
  const measured = await ask('alerts.measure', { ...draft, query: 'kind:unknown,push' })
  expect(measured).toMatchObject({ value: 1, rows: 1, problem: null })
  await ask('views.save', { id: view.id, name: 'Mine', query: 'kind:unknown,push' })
  let fired = 0
  while (fired === 0) {
    const { value } = await items.next()
    fired = value.fired.length
    if (fired > 0) {
      expect(value.fired[0]).toMatchObject({ name: 'Failures', subject: { kind: 'rule', alert: saved.id } })
      expect(value.fired[0].query).toContain('kind:unknown,push since:')
    }
  }
  await ask('alerts.remove', { id: saved.id })
  expect(await ask('alerts.list', null)).toEqual([])
  expect(await ask('alerts.history', { before: null, limit: 5 })).toHaveLength(1)
})
