import { expect, test } from 'vitest'
import type { ViewId } from '../../../src/contract/brand.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { startTestCore } from './startTestCore.ts'

const archived = (phone: string) => {
  const body = JSON.stringify([
    { phone_number: phone, success: true, err_code: 'DELIVERED', biz_id: `b${phone}` },
  ])
  return `POST /notifications HTTP/1.1\r\ncontent-type: application/json\r\n\r\n${body}`
}

async function setUp(dataDirectory = temporaryDirectory()) {
  const core = await startTestCore({ dataDirectory })
  const add = async (phone: string) => {
    const bytes = Buffer.from(archived(phone))
    const source = {
      text: async function* () {
        yield bytes.toString()
      },
      bytes: () => Promise.resolve(bytes),
      modified: 1_700_000_000_000 as never,
      account: null,
    }
    await core.core.importFile(source, () => undefined, new AbortController().signal)
  }
  const names = async () => (await core.ask('views.list', null)).map(({ name }) => name)
  return { ...core, add, names, dataDirectory }
}

test('views are saved, renamed, put in order and removed, and outlive the program', async () => {
  const { ask, names, close, dataDirectory } = await setUp()
  const one = await ask('views.save', { id: null, name: ' One ', query: 'phone:138*' })
  const two = await ask('views.save', { id: null, name: 'Two', query: 'status:failed' })
  const three = await ask('views.save', { id: null, name: 'Three', query: '' })
  expect(one).toEqual({ id: one.id, name: 'One', query: 'phone:138*' })
  await ask('views.save', { id: two.id, name: 'two again', query: 'status:failed since:1h' })
  expect(await ask('views.reorder', { ids: [three.id, 'gone' as ViewId, one.id] })).toHaveLength(3)
  expect(await names()).toEqual(['Three', 'One', 'two again'])
  await ask('views.remove', { id: one.id })
  await close()
  const again = await setUp(dataDirectory)
  expect(await again.ask('views.list', null)).toEqual([
    three,
    { id: two.id, name: 'two again', query: 'status:failed since:1h' },
  ])
})

test('a taken name, a query that can not be read, and a view that is gone are refused', async () => {
  const { ask } = await setUp()
  const { id } = await ask('views.save', { id: null, name: 'Slow', query: 'latency>30s' })
  const save = (name: string, query: string, of: ViewId | null = null) =>
    ask('views.save', { id: of, name, query })
  await expect(save('slow', 'latency>1m')).rejects.toMatchObject({ code: 'conflict' })
  await expect(save('New', 'latency>')).rejects.toMatchObject({ code: 'bad-input' })
  await expect(save('   ', '')).rejects.toMatchObject({ code: 'bad-input' })
  await ask('views.remove', { id })
  await expect(ask('views.remove', { id })).rejects.toMatchObject({ code: 'not-found' })
  await expect(save('Slow', '', id)).rejects.toMatchObject({ code: 'not-found' })
})

test('counts follow what arrives and what is saved', async () => {
  const { ask, watch, add } = await setUp()
  const items = watch('views.watch', { others: ['kind:report'] })
  expect((await items.next()).value).toEqual({ views: [], counts: [] })
  const next = async () => (await items.next()).value
  expect(await next()).toEqual({
    views: [],
    counts: [{ query: 'kind:report', matching: 0, partial: false }],
  })
  await add('13800000001')
  expect(await next()).toMatchObject({ counts: [{ query: 'kind:report', matching: 1 }] })
  const view = await ask('views.save', { id: null, name: 'Mine', query: 'phone:13800000001' })
  expect(await next()).toMatchObject({ views: [view], counts: [{ matching: 1 }] })
  expect(await next()).toMatchObject({
    views: [view],
    counts: [{ query: 'kind:report' }, { query: 'phone:13800000001', matching: 1 }],
  })
})
