import { expect, test } from 'vitest'
import { decodeMessage } from '../../../src/core/ingest/decodeMessage.ts'
import { createPruner } from '../../../src/core/retention/createPruner.ts'
import { createSettling } from '../../../src/core/sends/settleSends.ts'
import { openStore } from '../../../src/core/store/openStore.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { incoming } from '../../unit/core/storable.ts'
import { startTestCore } from './startTestCore.ts'

const csv = `\uFEFF手机号,BizId,外部流水号,发送时间,模板CODE,签名名称
13800000001,b1,o1,2026-11-01 10:00:00,SMS_1,签
13800000002,b2,o2,2026-11-01 10:00:01,SMS_1,"a ""sign"""
`
const lines = `{"phone_number":"13800000002","biz_id":"b2","send_time":"2026-11-01 10:00:01"}
{"phone":"13800000003","send_time":1793498402000,"out_id":"o3"}
`

const report = (phone: string, bizId: string, success: boolean, messageId: string) =>
  decodeMessage(
    incoming({
      messageId,
      messageType: 'SmsReport',
      raw: Buffer.from(
        JSON.stringify({
          phone_number: phone,
          biz_id: bizId,
          success,
          err_code: success ? 'DELIVERED' : 'MK:0001',
          send_time: '2026-11-01 10:00:00',
          report_time: '2026-11-01 10:00:09',
        }),
      ),
    }),
  )

async function setUp(dataDirectory = temporaryDirectory()) {
  const core = await startTestCore({ dataDirectory })
  const rows = async (query = '') =>
    (await core.ask('receipts.page', { query, before: null, limit: 100 })).rows
  return { ...core, rows, dataDirectory }
}

test('a log is previewed as it would be read, whatever is cut off its end', async () => {
  const { ask } = await setUp()
  const preview = await ask('sends.preview', { text: `${csv}13800000004,b4,o` })
  expect(preview.columns.map(({ field }) => field)).toEqual([
    ...['phone', 'bizId', 'outId', 'sendTime', 'templateCode', 'signName'],
  ])
  expect(preview).toMatchObject({ missing: [], unreadable: null })
  expect(preview.sends[1]).toMatchObject({ phone: '13800000002', signName: 'a "sign"' })
  expect(await ask('sends.preview', { text: lines.slice(0, -5) })).toMatchObject({
    columns: [
      { name: 'phone_number', field: 'phone' },
      { name: 'biz_id', field: 'bizId' },
      { name: 'send_time', field: 'sendTime' },
    ],
    sends: [{ phone: '13800000002', bizId: 'b2' }],
  })
  expect(await ask('sends.preview', { text: 'name,telephone\na,b\n' })).toMatchObject({
    missing: ['phone', 'when'],
    sends: [],
  })
  expect((await ask('sends.preview', { text: 'phone,sent\n138,yesterday\n' })).unreadable?.en).toMatch(
    /yesterday/,
  )
})

test('sends that miss their receipt are counted, and named oldest first', async () => {
  const { ask } = await setUp()
  const log = [3, 1, 2].map(hours => ({
    phone: `1380000000${hours}`,
    biz_id: `b${hours}`,
    send_time: Date.now() - hours * 3_600_000,
  }))
  await ask('sends.import', { text: log.map(send => JSON.stringify(send)).join('\n') })
  const found = await ask('sends.unreported', { afterMs: 90 * 60_000, limit: 1 })
  expect(found).toMatchObject({ count: 2, sends: [{ phone: '13800000003', bizId: 'b3' }], partial: false })
})

test('sends become pending rows once, whatever log names them again', async () => {
  const { ask, rows } = await setUp()
  expect(await ask('sends.import', { text: csv })).toEqual({ read: 2, added: 2 })
  expect(await ask('sends.import', { text: csv })).toEqual({ read: 2, added: 0 })
  expect(await ask('sends.import', { text: lines })).toEqual({ read: 2, added: 1 })
  const [third, second] = await rows('status:pending')
  expect(third).toMatchObject({ phone: '13800000003', outId: 'o3', bizId: null, sendTime: 1793498402000 })
  expect(second).toMatchObject({
    bizId: 'b2',
    deliveries: 0,
    source: 'send-log',
    carrier: expect.any(String),
  })
  expect(await ask('sends.of', { id: second?.id as never })).toMatchObject({
    templateCode: 'SMS_1',
    signName: 'a "sign"',
  })
})

test('a log that is none, and a line that is none, are named', async () => {
  const { ask } = await setUp()
  await expect(ask('sends.import', { text: 'a,b\n1,2\n' })).rejects.toMatchObject({ code: 'bad-input' })
  const broken = ask('sends.import', { text: 'phone,send_time\n13800000001,yesterday-ish\n' })
  await expect(broken).rejects.toMatchObject({ message: expect.stringContaining('record 2 is no send') })
})

test('the receipt takes the place of the row that waited, and keeps what was put there', async () => {
  const dataDirectory = temporaryDirectory()
  const first = await setUp(dataDirectory)
  await first.ask('sends.import', { text: csv })
  const [waiting] = await first.rows('biz_id:b1')
  await first.ask('receipts.note', { id: waiting?.id as never, note: 'asked twice' })
  await first.close()

  const store = openStore(dataDirectory)
  store.write([report('13800000001', 'b1', true, 'M1'), report('13800000001', 'b1', false, 'M2')])
  expect(await createSettling(store)(new AbortController().signal)).toBe(1)
  expect(await createSettling(store)(new AbortController().signal)).toBe(0)
  store.close()

  const { rows, ask } = await setUp(dataDirectory)
  const [changed, delivered, ...others] = await rows('biz_id:b1')
  expect(await ask('receipts.fate', { id: waiting?.id as never })).toMatchObject({
    kind: 'replaced',
    by: { id: delivered?.id },
  })
  await expect(ask('receipts.get', { id: waiting?.id as never })).rejects.toMatchObject({
    code: 'not-found',
    hint: `Its receipt ${delivered?.id} took its place.`,
  })
  expect(await ask('receipts.fate', { id: delivered?.id as never })).toEqual({ kind: 'stored' })
  expect(await ask('receipts.fate', { id: 'r999' as never })).toEqual({ kind: 'never' })
  expect(others).toEqual([])
  expect(delivered).toMatchObject({
    status: 'delivered',
    outId: 'o1',
    note: 'asked twice',
    duplicateOf: null,
  })
  expect(changed).toMatchObject({ status: 'failed', duplicateOf: delivered?.id })
  expect(await ask('sends.of', { id: delivered?.id as never })).toMatchObject({ templateCode: 'SMS_1' })
  expect(await ask('sends.import', { text: csv })).toEqual({ read: 2, added: 0 })
  expect(await rows('status:pending')).toHaveLength(1)
})

test('a send whose receipt is there already is remembered without a row', async () => {
  const dataDirectory = temporaryDirectory()
  const store = openStore(dataDirectory)
  store.write([report('13800000001', 'b1', true, 'M1')])
  store.close()
  const { ask, rows } = await setUp(dataDirectory)
  expect(await ask('sends.import', { text: csv })).toEqual({ read: 2, added: 1 })
  const [row] = await rows('biz_id:b1')
  expect(await ask('sends.of', { id: row?.id as never })).toMatchObject({ signName: '签' })
})

const lineOf = (send: object) => `${JSON.stringify(send)}\n`
const at = (second: number) => Date.parse('2026-11-01T10:00:00+08:00') + second * 1000

const told = (
  { phone, outId, second }: { phone: string; outId?: string; second: number },
  messageId: string,
  bizId = messageId,
) =>
  decodeMessage(
    incoming({
      messageId,
      messageType: 'SmsReport',
      raw: Buffer.from(
        JSON.stringify({
          phone_number: phone,
          biz_id: bizId,
          out_id: outId,
          success: true,
          err_code: 'DELIVERED',
          send_time: new Date(at(second) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
          report_time: '2026-11-01 12:00:09',
        }),
      ),
    }),
  )

test('a send without an id of the service is tied by its own id, else by its time, and says which', async () => {
  const dataDirectory = temporaryDirectory()
  const first = await setUp(dataDirectory)
  const text = [
    { phone: '1', send_time: at(0), out_id: 'a', template: 'T1' },
    { phone: '2', send_time: at(0) },
    { phone: '3', send_time: at(0), out_id: 'c' },
    { phone: '4', send_time: at(0) },
    { phone: '4', send_time: at(9) },
  ]
  expect(await first.ask('sends.import', { text: text.map(lineOf).join('') })).toMatchObject({ added: 5 })
  const [waiting] = await first.rows('phone:1')
  expect(await first.ask('sends.of', { id: waiting?.id as never })).toMatchObject({ tiedBy: null })
  await first.ask('receipts.note', { id: waiting?.id as never, note: 'asked' })
  await first.close()

  const store = openStore(dataDirectory)
  const settle = createSettling(store)
  store.write([
    told({ phone: '1', outId: 'a', second: 3000 }, 'by own id'),
    told({ phone: '1', outId: 'b', second: 0 }, 'of another text'),
    told({ phone: '2', outId: 'x', second: 8 }, 'by time'),
    told({ phone: '2', outId: 'x', second: 8 }, 'the same again', 'by time'),
    told({ phone: '3', outId: 'd', second: 0 }, 'another own id'),
    told({ phone: '3', outId: 'c', second: 7200 }, 'too late'),
    told({ phone: '4', second: 8 }, 'nearer to the second'),
  ])
  expect(await settle(new AbortController().signal)).toBe(3)
  store.write([told({ phone: '4', second: 2 }, 'nearer to the first')])
  expect(await settle(new AbortController().signal)).toBe(1)
  store.close()

  const { rows, ask } = await setUp(dataDirectory)
  expect((await rows('status:pending')).map(({ phone }) => phone)).toEqual(['3'])
  const sendOf = async (messageId: string) => {
    const [row] = await rows(`message_id:"${messageId}"`)
    return row && (await ask('sends.of', { id: row.id }))
  }
  expect(await sendOf('by own id')).toMatchObject({ tiedBy: 'outId', templateCode: 'T1', sendTime: at(0) })
  expect(await sendOf('of another text')).toBeNull()
  expect(await sendOf('by time')).toMatchObject({ tiedBy: 'time' })
  expect(await sendOf('the same again')).toMatchObject({ tiedBy: 'time' })
  expect(await sendOf('nearer to the first')).toMatchObject({ tiedBy: 'time', sendTime: at(0) })
  expect(await sendOf('nearer to the second')).toMatchObject({ tiedBy: 'time', sendTime: at(9) })
  expect((await rows('message_id:"by own id"'))[0]).toMatchObject({ note: 'asked', duplicateOf: null })
  expect(await ask('sends.import', { text: text.map(lineOf).join('') })).toEqual({ read: 5, added: 0 })
})

test('a send without an id goes with the row that is about it', async () => {
  const dataDirectory = temporaryDirectory()
  const first = await setUp(dataDirectory)
  const text = [
    { phone: '1', send_time: at(0) },
    { phone: '2', send_time: at(0) },
  ]
  await first.ask('sends.import', { text: text.map(lineOf).join('') })
  await first.close()
  const store = openStore(dataDirectory)
  store.write([told({ phone: '1', second: 1 }, 'M1')])
  await createSettling(store)(new AbortController().signal)
  const prune = createPruner(store, Date.now)
  const sends = () => store.prepare('SELECT count(*) FROM send').pluck().get()
  expect(sends()).toBe(2)
  while (prune({ rows: 1, days: null, megabytes: null })) {}
  expect(sends()).toBe(1)
  while (prune({ rows: 0, days: null, megabytes: null })) {}
  expect(sends()).toBe(0)
  store.close()
  const { ask } = await setUp(dataDirectory)
  for (const id of ['r1', 'r3']) {
    expect(await ask('receipts.fate', { id: id as never })).toEqual({ kind: 'removed' })
  }
})

test('a log names the account of its sends, also when it comes again; a name nobody has is refused', async () => {
  const { ask, rows } = await setUp()
  await ask('accounts.save', {
    id: null,
    name: 'Shop',
    endpoint: 'http://127.0.0.1:9',
    apiEndpoint: null,
    region: null,
    accessKeyId: 'id',
    accessKeySecret: 'secret',
    securityToken: null,
    credentials: 'accessKey',
    signature: 'v2',
  })
  await ask('sends.import', { text: csv })
  expect((await rows()).map(({ account }) => account)).toEqual(['import', 'import'])
  expect(await ask('sends.import', { text: csv, account: 'shop' })).toEqual({
    read: 2,
    added: 0,
  })
  expect((await rows()).map(({ account }) => account)).toEqual(['Shop', 'Shop'])
  await ask('sends.import', { text: lines, account: 'Shop' })
  expect(await rows('account:Shop')).toHaveLength(3)
  await expect(ask('sends.import', { text: lines, account: 'Shopp' })).rejects.toMatchObject({
    code: 'not-found',
    hint: expect.stringContaining('Shop'),
  })
})
