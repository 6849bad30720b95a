import { expect, test } from 'vitest'
import type { SmsReport } from '../../../src/protocol/receipts/smsReport.ts'
import type { SmsUp } from '../../../src/protocol/receipts/smsUp.ts'
import { createManualClock } from '../../../src/simulator/clock.ts'
import { Outbox } from '../../../src/simulator/outbox/outbox.ts'
import { chinaDay } from '../../../src/simulator/sms/chinaDay.ts'
import type { ReceiptFate } from '../../../src/simulator/sms/receiptFate.ts'
import { SendLog } from '../../../src/simulator/sms/sendLog.ts'
import { SmsCatalogue } from '../../../src/simulator/sms/smsCatalogue.ts'
import { SmsGateway, type SmsOrder } from '../../../src/simulator/sms/smsGateway.ts'
import { SmsLedger } from '../../../src/simulator/sms/smsLedger.ts'
import { type Documents, noDocuments } from '../../../src/simulator/state/documents.ts'

/** A variable as templates write it. */
const hole = (name: string) => `$\{${name}}`
const start = Date.UTC(2026, 10, 20, 4)
const delivered: ReceiptFate = {
  reports: [{ after: 2000, errCode: 'DELIVERED', errMessage: '用户接收成功' }],
  reply: null,
}

function open({ strict = false, fate = delivered, documents = noDocuments } = {}) {
  const clock = createManualClock(start)
  const ledger = new SmsLedger(documents)
  const log = new SendLog(chinaDay, { onForget: sent => ledger.strike(sent) })
  const catalogue = new SmsCatalogue(strict)
  const outbox = new Outbox()
  const reports: SmsReport[] = []
  const replies: SmsUp[] = []
  const sink = { report: (each: SmsReport) => reports.push(each), reply: (each: SmsUp) => replies.push(each) }
  const gateway = new SmsGateway({
    clock,
    log,
    catalogue,
    outbox,
    tellFate: () => fate,
    sink,
    ledger,
  })
  return { clock, log, catalogue, outbox, reports, replies, gateway }
}

function order(change: Partial<SmsOrder> = {}): SmsOrder {
  return {
    phone: '13800000000',
    signName: '云商城',
    templateCode: 'SMS_1',
    parameters: new Map([['code', '1234']]),
    outId: 'mine',
    extendCode: '',
    ...change,
  }
}

test('an SMS is pending until its receipt comes, and then what the receipt says', () => {
  const { clock, log, reports, gateway } = open()
  const sent = gateway.send([order()])
  const status = () => log.find('13800000000', '20261120', null)[0]?.status
  expect(status()).toBe('pending')
  clock.advance(1999)
  expect(reports).toEqual([])
  clock.advance(1)
  expect(status()).toBe('delivered')
  expect(reports).toEqual([
    {
      phone: '13800000000',
      sendTime: start,
      reportTime: start + 2000,
      delivered: true,
      errCode: 'DELIVERED',
      errMessage: '用户接收成功',
      parts: 1,
      bizId: sent.outcome === 'sent' ? sent.bizId : '',
      outId: 'mine',
    },
  ])
})

test('the numbers of one order share one BizId, and none is sent when one is wrong', () => {
  const { clock, reports, outbox, gateway } = open()
  const refused = gateway.send([order(), order({ phone: '12345' })])
  expect(refused).toMatchObject({ outcome: 'refused', code: 'isv.MOBILE_NUMBER_ILLEGAL', status: 200 })
  expect(outbox.total).toBe(0)
  gateway.send([order(), order({ phone: '+8613900000000' })])
  clock.advance(5000)
  expect(reports.map(({ phone }) => phone)).toEqual(['13800000000', '13900000000'])
  expect(new Set(reports.map(({ bizId }) => bizId)).size).toBe(1)
  expect(reports[0]?.bizId).toMatch(/^\d{18}\^0$/)
})

test('a changed verdict replaces the first in the log and in the totals', () => {
  const fate = {
    reports: [
      { after: 1000, errCode: 'UNDELIV', errMessage: '投递失败' },
      { after: 2000, errCode: 'DELIVERED', errMessage: '用户接收成功' },
    ],
    reply: null,
  }
  const { clock, log, reports, gateway } = open({ fate })
  gateway.send([order()])
  clock.advance(1000)
  expect(log.totals('20261120', '20261120')).toEqual([{ day: '20261120', total: 1, delivered: 0, failed: 1 }])
  clock.advance(1000)
  expect(log.totals('20261120', '20261120')).toEqual([{ day: '20261120', total: 1, delivered: 1, failed: 0 }])
  expect(reports).toHaveLength(2)
})

test('a receipt that never comes leaves the SMS pending', () => {
  const { clock, log, reports, gateway } = open({ fate: { reports: [], reply: null } })
  gateway.send([order()])
  clock.advance(86_400_000)
  expect(reports).toEqual([])
  expect(log.find('13800000000', '20261120', null)[0]?.status).toBe('pending')
})

test('a reader answers to the number the SMS came from', () => {
  const { clock, replies, gateway } = open({ fate: { reports: [], reply: { after: 500, content: 'TD' } } })
  gateway.send([order({ extendCode: '42' })])
  clock.advance(500)
  expect(replies).toMatchObject([{ phone: '13800000000', content: 'TD', destCode: '106942' }])
})

test('the outbox shows what the handset would', () => {
  const { catalogue, outbox, gateway } = open()
  catalogue.putTemplate({
    code: 'SMS_1',
    content: `验证码${hole('code')}，勿告诉他人`,
    state: 'approved',
    reason: null,
  })
  gateway.send([order()], 'topic-message')
  expect(outbox.latest()).toMatchObject([
    {
      kind: 'sms',
      to: '13800000000',
      messageId: 'topic-message',
      content: '【云商城】验证码1234，勿告诉他人',
      parts: 1,
    },
  ])
})

test.each([
  ['approving', null],
  ['rejected', 'the text advertises'],
] as const)('what is %s can not be sent with', (state, reason) => {
  const { catalogue, gateway } = open()
  catalogue.putTemplate({ code: 'SMS_1', content: '你好', state, reason })
  expect(gateway.send([order()])).toMatchObject({ code: 'isv.SMS_TEMPLATE_ILLEGAL' })
  catalogue.putSign({ name: '云商城', state, reason })
  const refused = gateway.send([order({ templateCode: 'SMS_2' })])
  expect(refused).toMatchObject({ code: 'isv.SMS_SIGNATURE_ILLEGAL' })
  expect(refused.outcome === 'refused' ? refused.message : '').toContain(reason ?? state)
})

test('a variable the template has and the order lacks is named', () => {
  const { catalogue, gateway } = open()
  catalogue.putTemplate({
    code: 'SMS_1',
    content: `${hole('name')}，验证码${hole('code')}`,
    state: 'approved',
    reason: null,
  })
  expect(gateway.send([order()])).toMatchObject({
    code: 'isv.TEMPLATE_MISSING_PARAMETERS',
    message: expect.stringContaining('"name"'),
  })
})

test('strictly, what nobody registered is refused, and a number has its limits', () => {
  const { clock, catalogue, gateway } = open({ strict: true })
  expect(gateway.send([order()])).toMatchObject({ code: 'isv.SMS_SIGNATURE_ILLEGAL' })
  catalogue.putSign({ name: '云商城', state: 'approved', reason: null })
  expect(gateway.send([order()])).toMatchObject({ code: 'isv.SMS_TEMPLATE_ILLEGAL' })
  catalogue.putTemplate({ code: 'SMS_1', content: hole('code'), state: 'approved', reason: null })
  const outcomes = []
  for (let minute = 0; minute < 7; minute += 1) {
    outcomes.push(gateway.send([order()]).outcome)
    clock.advance(60_000)
  }
  expect(gateway.send([order()])).toMatchObject({ code: 'isv.BUSINESS_LIMIT_CONTROL' })
  expect(outcomes).toEqual(['sent', 'sent', 'sent', 'sent', 'sent', 'refused', 'refused'])
})

test('nothing comes after the end', () => {
  const { clock, reports, gateway } = open()
  gateway.send([order()])
  gateway.close()
  clock.advance(10_000)
  expect(reports).toEqual([])
})

test('the log finds by number, day in China and BizId, newest first, and forgets what is too much', () => {
  const { clock, log, gateway } = open()
  const first = gateway.send([order()])
  clock.advance(12 * 3_600_000)
  gateway.send([order()])
  gateway.send([order()])
  expect(log.find('13800000000', '20261120', null)).toHaveLength(1)
  expect(log.find('13800000000', '20261121', null)).toHaveLength(2)
  expect(log.find('13800000000', '20261120', first.outcome === 'sent' ? first.bizId : '')).toHaveLength(1)
  expect(log.find('13800000000', '20261121', first.outcome === 'sent' ? first.bizId : '')).toEqual([])
  clock.advance(32 * 86_400_000)
  gateway.send([order({ phone: '13900000000' })])
  expect(log.size).toBe(1)
  expect(log.find('13800000000', '20261121', null)).toEqual([])
})

test('the log keeps no more than its capacity', () => {
  const log = new SendLog(chinaDay, { capacity: 100 })
  const { clock, catalogue, outbox } = open()
  const sink = { report: () => {}, reply: () => {} }
  const gateway = new SmsGateway({
    clock,
    log,
    catalogue,
    outbox,
    tellFate: () => delivered,
    sink,
    ledger: new SmsLedger(noDocuments),
  })
  for (let n = 0; n < 20_000; n += 1)
    gateway.send([order({ phone: `138${String(n % 250).padStart(8, '0')}` })])
  expect(log.size).toBe(100)
  const kept = Array.from({ length: 250 }, (_, n) =>
    log.find(`138${String(n).padStart(8, '0')}`, '20261120', null),
  )
  expect(kept.flat()).toHaveLength(100)
})

test('a later process lets come what was still to come, and nothing twice', () => {
  const kept = new Map<string, string>()
  const documents: Documents = {
    ...noDocuments,
    put: (_, key, value) => kept.set(key, JSON.stringify(value)),
    remove: (_, key) => kept.delete(key),
    all: () => [...kept].map(([key, value]) => [key, JSON.parse(value)] as const),
  }
  const fate = {
    reports: [
      { after: 1000, errCode: 'UNDELIV', errMessage: '投递失败' },
      { after: 5000, errCode: 'DELIVERED', errMessage: '用户接收成功' },
    ],
    reply: { after: 9000, content: '收到' },
  }
  const before = open({ fate, documents })
  before.gateway.send([order()])
  before.clock.advance(2000)
  before.gateway.close()
  const after = open({ documents })
  after.gateway.resume()
  expect(after.log.find('13800000000', '20261120', null)).toMatchObject([{ status: 'failed' }])
  after.clock.advance(20_000)
  expect(after.reports.map(({ errCode }) => errCode)).toEqual(['DELIVERED'])
  expect(after.replies).toHaveLength(1)
  expect(after.log.totals('20261120', '20261120')).toEqual([
    { day: '20261120', total: 1, delivered: 1, failed: 0 },
  ])
  after.log.clear()
  expect(kept.size).toBe(0)
})
