import { expect, test } from 'vitest'
import { writeDirectMail, writeDirectSms } from '../../../src/protocol/xml/directAttributes.ts'
import { createManualClock } from '../../../src/simulator/clock.ts'
import { Outbox } from '../../../src/simulator/outbox/outbox.ts'
import { createCourier } from '../../../src/simulator/push/courier.ts'
import type { Delivery } from '../../../src/simulator/push/delivery.ts'
import { defaultPushOptions } from '../../../src/simulator/push/pushOptions.ts'
import { chinaDay } from '../../../src/simulator/sms/chinaDay.ts'
import { SendLog } from '../../../src/simulator/sms/sendLog.ts'
import { SmsCatalogue } from '../../../src/simulator/sms/smsCatalogue.ts'
import { SmsGateway } from '../../../src/simulator/sms/smsGateway.ts'
import { SmsLedger } from '../../../src/simulator/sms/smsLedger.ts'
import { noDocuments } from '../../../src/simulator/state/documents.ts'
import { deliverySample } from './deliverySample.ts'

const anonymous = { endpoint: 'sms:directsms:anonymous' }
const single = {
  signName: '云商城',
  templateCode: 'SMS_1',
  type: 'singleContent',
  receivers: ['13800000000', '13900000000'],
  parameters: new Map([['code', '42']]),
} as const
const multi = {
  signName: '云商城',
  templateCode: 'SMS_1',
  type: 'multiContent',
  parametersByPhone: new Map([
    ['13800000000', new Map([['code', '1']])],
    ['13900000000', new Map([['code', '2']])],
  ]),
} as const

function open() {
  const clock = createManualClock(1000)
  const outbox = new Outbox()
  const catalogue = new SmsCatalogue(false)
  catalogue.putTemplate({ code: 'SMS_1', content: `您的码是$\{code}`, state: 'approved', reason: null })
  const gateway = new SmsGateway({
    clock,
    log: new SendLog(chinaDay),
    catalogue,
    outbox,
    tellFate: () => ({ reports: [], reply: null }),
    sink: { report: () => {}, reply: () => {} },
    ledger: new SmsLedger(noDocuments),
  })
  const queued: [queue: string, body: string][] = []
  const unused = () => expect.unreachable('nothing goes over HTTP here')
  const courier = createCourier({
    http: {
      sender: { send: unused, close: unused },
      now: unused,
      options: () => defaultPushOptions,
      signer: unused,
      stranger: unused,
    },
    enqueue: (queue, body) => (queue === 'sink' ? `id-${queued.push([queue, body])}` : null),
    outbox,
    gateway,
    now: clock.now,
  })
  const deliver = (delivery: Delivery) => courier(delivery, new AbortController().signal)
  return { deliver, outbox, queued, catalogue }
}

test('a queue gets the notification in the format of the subscription', async () => {
  const { deliver, queued } = open()
  const endpoint = 'acs:mns:cn-hangzhou:1234567890:queues/sink'
  for (const notifyContentFormat of ['SIMPLIFIED', 'JSON', 'XML'] as const)
    expect((await deliver(deliverySample({ endpoint, notifyContentFormat }))).outcome).toBe('accepted')
  const [simplified, json, xml] = queued.map(([, body]) => body)
  expect(simplified).toBe('hello & <world> 回执')
  expect(JSON.parse(json ?? '')).toMatchObject({ Message: 'hello & <world> 回执', TopicName: 'orders' })
  expect(xml).toContain('<Message>hello &amp; &lt;world&gt; 回执</Message>')
  expect(xml).not.toContain('SigningCertURL')
})

test('a queue that is not there is a failure that may pass', async () => {
  const { deliver } = open()
  const endpoint = 'acs:mns:cn-hangzhou:1234567890:queues/nowhere'
  expect(await deliver(deliverySample({ endpoint }))).toMatchObject({
    outcome: 'failed',
    detail: { reason: expect.stringContaining('nowhere') },
  })
})

test('a mail carries the message as its body', async () => {
  const { deliver, outbox } = open()
  const directMail = writeDirectMail({
    accountName: 'news@company.com',
    subject: '通知',
    addressType: 0,
    isHtml: true,
    replyToAddress: false,
  })
  const mail = deliverySample({ endpoint: 'mail:directmail:reader@company.com' }, { directMail })
  expect((await deliver(mail)).outcome).toBe('accepted')
  expect(outbox.latest()).toEqual([
    {
      kind: 'mail',
      at: 1000,
      messageId: mail.message.id,
      to: 'reader@company.com',
      from: 'news@company.com',
      subject: '通知',
      body: 'hello & <world> 回执',
      isHtml: true,
      replyToAddress: false,
      addressType: 0,
    },
  ])
})

test('one text goes to all receivers, and to the phone of its endpoint alone where there is one', async () => {
  const { deliver, outbox } = open()
  const directSms = writeDirectSms(single)
  await deliver(deliverySample(anonymous, { directSms }))
  await deliver(deliverySample({ endpoint: 'sms:directsms:13700000000' }, { directSms }))
  expect(outbox.latest().map(({ to }) => to)).toEqual(['13800000000', '13900000000', '13700000000'])
  expect(outbox.latest()[2]).toMatchObject({ kind: 'sms', content: '【云商城】您的码是42', parts: 1 })
})

test('many texts go to each number with its own parameters', async () => {
  const { deliver, outbox } = open()
  await deliver(deliverySample(anonymous, { directSms: writeDirectSms(multi) }))
  expect(outbox.latest()).toMatchObject([
    { to: '13800000000', content: '【云商城】您的码是1' },
    { to: '13900000000', content: '【云商城】您的码是2' },
  ])
})

test.each([
  ['a mail without DirectMail', { endpoint: 'mail:directmail:a@b.c' }, {}],
  ['a mail with a broken DirectMail', { endpoint: 'mail:directmail:a@b.c' }, { directMail: '{' }],
  ['an SMS without DirectSMS', anonymous, {}],
  [
    'an SMS of no known type',
    anonymous,
    { directSms: '{"FreeSignName":"a","TemplateCode":"SMS_1","SmsParams":"{}"}' },
  ],
  [
    'many texts to one phone',
    { endpoint: 'sms:directsms:13700000000' },
    { directSms: writeDirectSms(multi) },
  ],
  ['one text to nobody', anonymous, { directSms: writeDirectSms({ ...single, receivers: [] }) }],
  [
    'an SMS without its variable',
    anonymous,
    { directSms: writeDirectSms({ ...single, parameters: new Map() }) },
  ],
  ['an SMS to what is no number', anonymous, { directSms: writeDirectSms({ ...single, receivers: ['12'] }) }],
])('%s can never succeed, and says why', async (_, subscription, message) => {
  const { deliver, outbox } = open()
  const answer = await deliver(deliverySample(subscription, message))
  expect(answer).toMatchObject({ outcome: 'impossible', detail: { reason: expect.stringMatching(/\w{3}/) } })
  expect(outbox.total).toBe(0)
})

test('a template under review holds the message back for good', async () => {
  const { deliver, catalogue } = open()
  catalogue.putTemplate({ code: 'SMS_1', content: null, state: 'approving', reason: null })
  expect(await deliver(deliverySample(anonymous, { directSms: writeDirectSms(single) }))).toMatchObject({
    outcome: 'impossible',
    detail: { reason: expect.stringContaining('approving') },
  })
})

test('the outbox keeps the latest and counts them all', () => {
  const outbox = new Outbox(10)
  for (let n = 0; n < 95; n += 1) {
    const to = `a${n}@b.c`
    outbox.add({
      kind: 'mail',
      at: n,
      messageId: null,
      to,
      from: '',
      subject: '',
      body: '',
      isHtml: false,
      replyToAddress: false,
      addressType: 0,
    })
  }
  expect(outbox.total).toBe(95)
  expect(outbox.latest().map(({ at }) => at)).toEqual([85, 86, 87, 88, 89, 90, 91, 92, 93, 94])
  expect(outbox.latest(2).map(({ at }) => at)).toEqual([93, 94])
})
