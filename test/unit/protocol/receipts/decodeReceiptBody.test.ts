import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DecodedReceipt, emptyReceipt } from '../../../../src/protocol/receipts/decodedReceipt.ts'
import { decodeReceiptBody } from '../../../../src/protocol/receipts/decodeReceiptBody.ts'
import { writeInternationalReport } from '../../../../src/protocol/receipts/internationalReport.ts'
import { messageTypeOfQueue } from '../../../../src/protocol/receipts/messageTypes.ts'
import { writeQueueReceipt, writeReceiptBatch } from '../../../../src/protocol/receipts/receiptBatch.ts'
import { writeReviewReport } from '../../../../src/protocol/receipts/reviewReport.ts'
import { writeSmsReport } from '../../../../src/protocol/receipts/smsReport.ts'
import { writeSmsUp } from '../../../../src/protocol/receipts/smsUp.ts'

const newYear2017 = Date.UTC(2016, 11, 31, 16)

function decode(body: string | Uint8Array, messageType: string | null = null) {
  return decodeReceiptBody(typeof body === 'string' ? Buffer.from(body) : body, messageType)
}

function receipts(body: string, messageType: string | null = null): DecodedReceipt[] {
  const decoded = decode(body, messageType)
  if ('undecodedReason' in decoded) throw new Error(decoded.undecodedReason.en)
  return decoded.receipts
}

function reason(body: string | Uint8Array): string {
  const decoded = decode(body)
  return 'undecodedReason' in decoded ? decoded.undecodedReason.en : JSON.stringify(decoded.receipts)
}

const base64 = (text: string) => Buffer.from(text).toString('base64')

test('long base64 is taken off whatever characters come out of it, and wherever a line ends', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('a', ' ', 'é', '汉', '\u{1f600}', '\ufffd'),
        minLength: 90,
        maxLength: 300,
      }),
      fc.integer({ min: 10, max: 80 }),
      (text, width) => {
        const lines = base64(`{"text":${JSON.stringify(text)}}`).match(new RegExp(`.{1,${width}}`, 'g')) ?? []
        expect(decode(lines.join('\r\n')).layers.map(({ encoding }) => encoding)).toEqual([
          'base64',
          'json-object',
        ])
      },
    ),
  )
})

test('a text decodes as its bytes do', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
      expect(decodeReceiptBody(text)).toEqual(decode(text))
    }),
  )
})

describe('samples of every dialect', () => {
  const report = {
    send_time: '2017-01-01 00:00:00',
    report_time: '2017-01-01 00:00:05',
    success: true,
    err_msg: '用户接收成功',
    err_code: 'DELIVERED',
    phone_number: '13800000001',
    sms_size: '1',
    biz_id: '134523^4351232',
    out_id: '067890',
  }

  test('SmsReport', () => {
    expect(receipts(JSON.stringify(report))).toEqual([
      {
        ...emptyReceipt,
        kind: 'report',
        messageType: 'SmsReport',
        status: 'delivered',
        phone: '13800000001',
        errCode: 'DELIVERED',
        errMessage: '用户接收成功',
        sendTime: newYear2017,
        reportTime: newYear2017 + 5_000,
        bizId: '134523^4351232',
        outId: '067890',
        parts: 1,
      },
    ])
  })

  test('the flag decides, and without it either spelling of the code', () => {
    const status = (change: object) => receipts(JSON.stringify({ ...report, ...change }))[0]?.status
    expect(status({ success: false })).toBe('failed')
    expect(status({ success: 'false', err_code: 'DELIVERED' })).toBe('failed')
    expect(status({ success: undefined, err_code: 'DELIVRD' })).toBe('delivered')
    expect(status({ success: undefined, err_code: 'UNDELIV' })).toBe('failed')
    expect(status({ success: undefined, err_code: '' })).toBe('unknown')
  })

  test('numbers where text is usual, nothing where something is, and values nobody can read', () => {
    const odd = {
      ...report,
      phone_number: 13800000001,
      sms_size: 2,
      out_id: '',
      biz_id: null,
      report_time: 'soon',
    }
    expect(receipts(JSON.stringify(odd))[0]).toMatchObject({
      phone: '13800000001',
      parts: 2,
      outId: null,
      bizId: null,
      reportTime: null,
      extra: { report_time: 'soon' },
    })
    expect(receipts(JSON.stringify({ ...report, sms_size: '1，2，3' }))[0]).toMatchObject({
      parts: null,
      extra: { sms_size: '1，2，3' },
    })
  })

  test('keys nobody documents are kept, also those that mean something to JavaScript', () => {
    const [receipt] = receipts(
      `{"phone_number":"1","err_code":"X","__proto__":{"a":1},"message_id":12345678901234567890}`,
    )
    expect(Object.entries(receipt?.extra ?? {})).toEqual([
      ['__proto__', { a: 1 }],
      ['message_id', '12345678901234567890'],
    ])
  })

  test.each([
    ['compact time and a number', '"send_time":"20150101120000","sequence_id":9007199254740993'],
    ['dashed time and text', '"send_time":"2015-01-01 12:00:00","sequence_id":"9007199254740993"'],
  ])('SmsUp: %s', (_name, fields) => {
    const body = `{"phone_number":"13800000001","content":"TD","dest_code":"0619","sign_name":"【甲】",${fields}}`
    expect(receipts(body)).toEqual([
      {
        ...emptyReceipt,
        kind: 'reply',
        messageType: 'SmsUp',
        status: 'inbound',
        phone: '13800000001',
        content: 'TD',
        sendTime: Date.UTC(2015, 0, 1, 4),
        destCode: '0619',
        sequenceId: '9007199254740993',
        extra: { sign_name: '【甲】' },
      },
    ])
  })

  test('the international dialect honours its own offset', () => {
    const body = JSON.stringify({
      To: '6591234567',
      Status: '6',
      MessageId: '1234',
      TaskId: '5',
      SmsSize: '1',
      SendDate: 'Thu, 25 Nov 2021 10:27:00 +0800',
      ReceiveDate: 'Thu, 25 Nov 2021 10:27:00 +0530',
      ErrorCode: 'expired',
      ErrorDescription: 'too late',
    })
    expect(receipts(body)).toEqual([
      {
        ...emptyReceipt,
        kind: 'report',
        messageType: 'GlobeSmsReport',
        status: 'failed',
        phone: '6591234567',
        errCode: 'expired',
        errMessage: 'too late',
        sendTime: Date.UTC(2021, 10, 25, 2, 27),
        reportTime: Date.UTC(2021, 10, 25, 4, 57),
        bizId: '1234',
        parts: 1,
        extra: { TaskId: '5', Status: '6' },
      },
    ])
  })

  test.each(['orderId', 'order_id'])('reviews, with %s', key => {
    const body = `[{"sign_name":"甲","sign_status":"rejected","reason":"r","remark":"","${key}":20140320000000001,"create_date":"2017-01-01 00:00:00","sign_scene":"s"}]`
    expect(receipts(body)).toEqual([
      {
        ...emptyReceipt,
        messageType: 'SignSmsReport',
        review: {
          subject: 'signature',
          name: '甲',
          orderId: '20140320000000001',
          state: 'rejected',
          reason: 'r',
          remark: null,
          createdAt: newYear2017,
        },
        extra: { sign_scene: 's' },
      },
    ])
  })

  test('the receipts before these, as JSON and as form-like text', () => {
    const marketplace = {
      biz_id: '1',
      err_code: 'DELIVRD',
      extend: 'e',
      receiver: '13800000001',
      rept_time: '2017-01-01 00:00:05',
      send_time: '2017-01-01 00:00:00',
      state: '1',
    }
    expect(receipts(JSON.stringify(marketplace))).toEqual([
      {
        ...emptyReceipt,
        kind: 'report',
        messageType: 'FcSmsDR',
        status: 'delivered',
        phone: '13800000001',
        errCode: 'DELIVRD',
        sendTime: newYear2017,
        reportTime: newYear2017 + 5_000,
        bizId: '1',
        extra: { extend: 'e', state: '1' },
      },
    ])
    const event =
      'messageID=6CC4&receiver=13800000001&state=2&biz_id=1%5E2&template_code=SMS_1&sms_count=2&receive_time=2017-01-01%2000%3A00%3A00&event=SMSRequest%3ASendFailed&ver=1.0'
    for (const body of [event, base64(event)]) {
      expect(receipts(body)[0]).toMatchObject({
        messageType: 'SmsEvent',
        status: 'failed',
        phone: '13800000001',
        bizId: '1^2',
        parts: 2,
        reportTime: newYear2017,
        extra: { event: 'SMSRequest:SendFailed', messageID: '6CC4', template_code: 'SMS_1' },
      })
    }
    expect(receipts('{"receiver":"1","event":"SMSExtend:ReplyMessage","content":"TD"}')[0]).toMatchObject({
      kind: 'reply',
      status: 'inbound',
      content: 'TD',
    })
  })

  test('the queue names a type that shares its shape, and one that has none', () => {
    expect(receipts(JSON.stringify(report), 'DypnsSmsVerifyReport')[0]?.messageType).toBe(
      'DypnsSmsVerifyReport',
    )
    expect(receipts(JSON.stringify(report), 'SmsUp')[0]?.messageType).toBe('SmsReport')
    expect(receipts('{"call_id":"1"}', 'VoiceReport')).toEqual([
      { ...emptyReceipt, messageType: 'VoiceReport', extra: { call_id: '1' } },
    ])
    expect(messageTypeOfQueue('Alicom-Queue-1234567890-SmsUp')).toBe('SmsUp')
    expect(messageTypeOfQueue('orders')).toBeNull()
  })

  test('an array gives a receipt for each item, whatever it is', () => {
    expect(receipts(`[${JSON.stringify(report)},7,{"a":1}]`).map(({ kind, extra }) => [kind, extra])).toEqual(
      [
        ['report', {}],
        ['unknown', { value: 7 }],
        ['unknown', { a: 1 }],
      ],
    )
  })
})

describe('wrappings', () => {
  const object = '{"phone_number":"1","err_code":"X"}'
  const encodings = (body: string | Uint8Array) => decode(body).layers.map(layer => layer.encoding)

  test.each([
    [['json-object'], object],
    [['json-object'], `\uFEFF \n${object} `],
    [['json-array'], `[${object}]`],
    [['base64', 'json-object'], base64(object)],
    [['base64', 'base64', 'json-array'], base64(base64(`[${object}]`))],
    [['base64', 'json-object'], base64(object).replace(/(.{10})/g, '$1\r\n')],
    [['base64', 'json-object'], base64(object).replaceAll('=', '')],
    [['base64', 'json-object'], Buffer.from(`${object.slice(0, -1)},"z":"??>>"}`).toString('base64url')],
    [['text', 'json-object'], JSON.stringify(object)],
    [
      ['xml', 'base64', 'json-object'],
      `<Notification xmlns="http://mns.aliyuncs.com/doc/v1/"><Message>${base64(object)}</Message></Notification>`,
    ],
    [
      ['json-object', 'json-object'],
      JSON.stringify({ TopicName: 't', SubscriptionName: 's', Message: object }),
    ],
  ])('%s', (expected, body) => {
    expect(encodings(body)).toEqual(expected)
    expect(receipts(body)[0]?.phone).toBe('1')
  })

  test('every layer keeps its text', () => {
    expect(decode(base64(object)).layers).toEqual([
      { encoding: 'base64', text: base64(object) },
      { encoding: 'json-object', text: object },
    ])
  })

  test.each([
    'test',
    'SmsReport',
    '13800000001',
    'd41d8cd98f00b204e9800998ecf8427e',
    'ABCD',
    'aGk=',
    'deadbeefdeadbeef',
  ])('plain text in letters of base64 stays text: %s', body => {
    expect(decode(body).layers).toEqual([{ encoding: 'text', text: body }])
    expect(reason(body)).toBe(
      `expected a JSON object or array of receipts, saw ${body.length} characters of plain text`,
    )
  })

  test('base64 of readable text is unwrapped, and not quoted', () => {
    const body = base64('您的验证码是 1234，请勿泄露')
    expect(encodings(body)).toEqual(['base64', 'text'])
    expect(reason(body)).toContain('characters of plain text')
  })

  test('what cannot be decoded says why, and is kept', () => {
    expect(reason('')).toBe('expected a JSON object or array of receipts, saw an empty body')
    expect(reason('{"a":')).toBe(
      'expected a JSON object or array of receipts, saw 5 characters of JSON that does not parse',
    )
    expect(reason('<a/>')).toBe('expected a JSON object or array of receipts, saw 4 characters of other XML')
    expect(reason('[]')).toBe('expected at least one receipt, saw an empty array')
    expect(decode(Buffer.from([0xff, 0x00]))).toEqual({
      layers: [{ encoding: 'bytes', text: '/wA=' }],
      undecodedReason: {
        en: 'expected text, saw 2 bytes that are not UTF-8',
        zh: expect.stringContaining('UTF-8'),
      },
    })
  })

  test('hostile bodies neither throw nor linger', () => {
    const before = performance.now()
    for (const body of [
      '['.repeat(60_000),
      `a${' '.repeat(60_000)}!`,
      'A'.repeat(60_001),
      `{"a":${'['.repeat(60_000)}1.0`,
    ]) {
      expect('undecodedReason' in decode(body)).toBe(true)
    }
    expect(performance.now() - before).toBeLessThan(2000)
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), bytes => void decode(bytes)))
    fc.assert(fc.property(fc.json(), text => void decode(base64(text))))
  })
})

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).map(value => value.toWellFormed())
/** Wire times count whole seconds. */
const time = fc.integer({ min: 0, max: 4_000_000_000 }).map(seconds => seconds * 1000)
const phone = fc.stringMatching(/^1[3-9][0-9]{9}$/)
const parts = fc.integer({ min: 1, max: 20 })

describe('what is written is read back, through every transport', () => {
  const transports: [string, (json: string) => string][] = [
    ['object', json => json],
    ['queue', json => writeQueueReceipt(json)],
    ['http', json => writeReceiptBatch([json])],
  ]

  test.each(transports)('SmsReport as %s', (_name, carry) => {
    const reports = fc.record({
      phone,
      sendTime: time,
      reportTime: fc.option(time),
      delivered: fc.boolean(),
      errCode: text,
      errMessage: text,
      parts,
      bizId: text,
      outId: fc.option(text),
    })
    fc.assert(
      fc.property(reports, ({ delivered, ...report }) => {
        expect(receipts(carry(writeSmsReport({ delivered, ...report })))).toEqual([
          {
            ...emptyReceipt,
            ...report,
            kind: 'report',
            messageType: 'SmsReport',
            status: delivered ? 'delivered' : 'failed',
          },
        ])
      }),
    )
  })

  test.each(transports)('SmsUp as %s', (_name, carry) => {
    const replies = fc.record({
      phone,
      content: text,
      sendTime: time,
      destCode: text,
      sequenceId: fc.oneof(fc.stringMatching(/^[0-9]{1,25}$/), text),
      signName: fc.option(text),
    })
    fc.assert(
      fc.property(
        replies,
        fc.constantFrom('queue' as const, 'http' as const),
        ({ signName, ...reply }, transport) => {
          expect(receipts(carry(writeSmsUp({ signName, ...reply }, transport)))).toEqual([
            {
              ...emptyReceipt,
              ...reply,
              kind: 'reply',
              messageType: 'SmsUp',
              status: 'inbound',
              extra: signName === null ? {} : { sign_name: signName },
            },
          ])
        },
      ),
    )
  })

  test.each(transports)('international report as %s', (_name, carry) => {
    const reports = fc.record({
      phone,
      outcome: fc.constantFrom('delivered' as const, 'failed' as const, 'expired' as const),
      messageId: text,
      parts,
      sendTime: time,
      reportTime: fc.option(time),
      errCode: text,
      errMessage: text,
    })
    fc.assert(
      fc.property(reports, ({ outcome, messageId, ...report }) => {
        const [receipt] = receipts(carry(writeInternationalReport({ outcome, messageId, ...report })))
        expect(receipt).toMatchObject({ ...report, bizId: messageId })
        expect(receipt?.status).toBe(outcome === 'delivered' ? 'delivered' : 'failed')
      }),
    )
  })

  test.each(transports)('review as %s', (_name, carry) => {
    const reviews = fc.record({
      subject: fc.constantFrom('signature' as const, 'template' as const),
      name: text,
      orderId: text,
      state: fc.constantFrom('approving', 'approved', 'rejected'),
      reason: fc.option(text),
      remark: fc.option(text),
      createdAt: fc.option(time),
    })
    fc.assert(
      fc.property(reviews, fc.constantFrom('queue' as const, 'http' as const), (review, transport) => {
        expect(receipts(carry(writeReviewReport(review, transport)))).toMatchObject([{ review, extra: {} }])
      }),
    )
  })
})
