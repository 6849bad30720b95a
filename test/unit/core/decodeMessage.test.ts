import { expect, onTestFinished, test } from 'vitest'
import { decodeMessage } from '../../../src/core/ingest/decodeMessage.ts'
import { readDetail } from '../../../src/core/ingest/readDetail.ts'
import { openStore } from '../../../src/core/store/openStore.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { incoming } from './storable.ts'

const report = {
  phone_number: '13800138000',
  send_time: '2026-11-20 10:00:00',
  report_time: '2026-11-20 10:00:07',
  success: true,
  err_code: 'DELIVERED',
  err_msg: '用户接收成功',
  sms_size: '1',
  biz_id: '900619746936498440^0',
  out_id: 'Order-7',
  brand_new_key: 'kept',
}

function store(raw: Buffer) {
  const opened = openStore(temporaryDirectory())
  onTestFinished(() => opened.close())
  const [written] = opened.write([decodeMessage(incoming({ raw, messageType: 'SmsReport' }))])
  return (written?.seqs ?? []).map(seq => readDetail(opened.prepare, seq))
}

test('a base64 report becomes a row with its latency, its layers and its unnamed keys', () => {
  const raw = Buffer.from(Buffer.from(JSON.stringify(report)).toString('base64'))
  const [detail] = store(raw)
  expect(detail).toMatchObject({
    kind: 'report',
    status: 'delivered',
    phone: '13800138000',
    latencyMs: 7000,
    bizId: '900619746936498440^0',
    extra: { brand_new_key: 'kept' },
    undecodedReason: null,
    raw: raw.toString('base64'),
  })
  expect(detail?.layers.map(({ encoding }) => encoding)).toEqual(['base64', 'json-object'])
})

test('an array becomes a row for each receipt, over one body', () => {
  const details = store(Buffer.from(JSON.stringify([report, { ...report, phone_number: '13900139000' }])))
  expect(details.map(detail => detail?.phone)).toEqual(['13800138000', '13900139000'])
  expect(details[0]?.raw).toBe(details[1]?.raw)
})

test('an item of an array is found by its own text only', () => {
  const body = JSON.stringify([report, { ...report, phone_number: '13900139000' }])
  const { texts } = decodeMessage(incoming({ raw: Buffer.from(body) }))
  expect(texts.map(text => text.includes('13900139000'))).toEqual([false, true])
})

test('what people type is found although the body spells it otherwise', () => {
  const body = '{"phone_number":"13800138000","content":"\\u9000\\u8ba2 TD","dest_code":"01","sequence_id":7}'
  const [text] = decodeMessage(incoming({ raw: Buffer.from(body), messageId: 'ABC' })).texts
  expect(text).toContain('退订 td')
  expect(text).toContain('abc')
})

test('bytes that are no receipt are a row of kind unknown with the reason', () => {
  const raw = Buffer.from([0xff, 0xfe, 0x00, 0x80])
  const [detail] = store(raw)
  expect(detail).toMatchObject({ kind: 'unknown', status: 'unknown', raw: raw.toString('base64') })
  expect(detail?.undecodedReason?.en).toContain('UTF-8')
})
