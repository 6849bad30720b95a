import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyReceipt } from '../../../../src/protocol/receipts/decodedReceipt.ts'
import { readApiErrorReply, writeApiErrorReply } from '../../../../src/protocol/smsApi/apiErrorReply.ts'
import type { ReplyFormat } from '../../../../src/protocol/smsApi/apiReply.ts'
import { readQueueTokenReply, writeQueueTokenReply } from '../../../../src/protocol/smsApi/queueTokenReply.ts'
import {
  readSendDetailsReply,
  receiptOfDetail,
  writeSendDetailsReply,
} from '../../../../src/protocol/smsApi/sendDetails.ts'
import { readSendSmsReply, writeSendSmsReply } from '../../../../src/protocol/smsApi/sendSmsReply.ts'
import {
  readSendStatisticsReply,
  writeSendStatisticsReply,
} from '../../../../src/protocol/smsApi/sendStatistics.ts'
import type { Read } from '../../../../src/protocol/xml/xmlProblem.ts'

const text = fc
  .string({ unit: 'binary', maxLength: 40 })
  .map(value => value.toWellFormed().replaceAll('\0', ''))
const option = fc.option(text)
const time = fc.option(fc.integer({ min: 0, max: 4_000_000_000 }).map(seconds => seconds * 1000))
const count = fc.option(fc.nat())
const status = { requestId: text, code: text, message: text }

function roundTrip<T>(
  name: string,
  values: fc.Arbitrary<T>,
  write: (value: T, format: ReplyFormat) => string,
  read: (input: Uint8Array) => Read<unknown>,
) {
  test.each(['JSON', 'XML'] as const)(`${name} in %s`, format => {
    fc.assert(
      fc.property(values, value => {
        expect(read(Buffer.from(write(value, format)))).toEqual({ ok: true, value })
      }),
    )
  })
}

describe('what is written is read back', () => {
  roundTrip(
    'SendSms',
    fc.record({ ...status, bizId: option }),
    (reply, format) => writeSendSmsReply('SendSms', reply, format),
    readSendSmsReply,
  )
  roundTrip(
    'QuerySendDetails',
    fc.record({
      ...status,
      totalCount: count,
      details: fc.array(
        fc.record({
          phone: option,
          status: fc.constantFrom(
            'pending' as const,
            'failed' as const,
            'delivered' as const,
            'unknown' as const,
          ),
          errCode: option,
          sendTime: time,
          reportTime: time,
          templateCode: option,
          content: option,
          outId: option,
        }),
        { maxLength: 4 },
      ),
    }),
    writeSendDetailsReply,
    readSendDetailsReply,
  )
  roundTrip(
    'QuerySendStatistics',
    fc.record({
      ...status,
      totalSize: count,
      days: fc.array(
        fc.record({ date: option, total: count, delivered: count, failed: count, pending: count }),
        { maxLength: 4 },
      ),
    }),
    writeSendStatisticsReply,
    readSendStatisticsReply,
  )
  roundTrip(
    'QueryTokenForMnsQueue',
    fc.record({
      ...status,
      token: fc.option(
        fc.record({
          accessKeyId: text,
          accessKeySecret: text,
          securityToken: text,
          createTime: time,
          expireTime: time,
        }),
      ),
    }),
    writeQueueTokenReply,
    readQueueTokenReply,
  )
  roundTrip(
    'an error',
    fc.record({ ...status, hostId: option, recommend: option }),
    writeApiErrorReply,
    readApiErrorReply,
  )
})

describe('replies as they come', () => {
  test('the total as text or as a number, and an empty list', () => {
    for (const total of ['"2"', '2']) {
      const body = `{"TotalCount":${total},"Message":"OK","RequestId":"819B","SmsSendDetailDTOs":{"SmsSendDetailDTO":[]},"Code":"OK"}`
      expect(readSendDetailsReply(body)).toEqual({
        ok: true,
        value: { requestId: '819B', code: 'OK', message: 'OK', totalCount: 2, details: [] },
      })
    }
  })

  test('a queried text becomes a receipt like any other', () => {
    const body = `<QuerySendDetailsResponse><Code>OK</Code><SmsSendDetailDTOs><SmsSendDetailDTO><PhoneNum>13800000001</PhoneNum><SendStatus>3</SendStatus><ErrCode>DELIVRD</ErrCode><SendDate>2017-05-25 00:00:00</SendDate><OutId>007</OutId></SmsSendDetailDTO></SmsSendDetailDTOs></QuerySendDetailsResponse>`
    const reply = readSendDetailsReply(body)
    expect(reply.ok && reply.value.details.map(detail => receiptOfDetail(detail, '1^2'))).toEqual([
      {
        ...emptyReceipt,
        kind: 'report',
        messageType: 'SmsReport',
        status: 'delivered',
        phone: '13800000001',
        errCode: 'DELIVRD',
        sendTime: Date.UTC(2017, 4, 24, 16),
        bizId: '1^2',
        outId: '007',
      },
    ])
  })

  test('the generated clients get the types they declare', () => {
    const detail = {
      phone: '1',
      errCode: null,
      sendTime: 0,
      reportTime: null,
      templateCode: null,
      content: null,
      outId: null,
    }
    const reply = {
      requestId: 'r',
      code: 'OK',
      message: 'OK',
      totalCount: 1,
      details: [{ ...detail, status: 'pending' as const }],
    }
    expect(JSON.parse(writeSendDetailsReply(reply, 'JSON'))).toEqual({
      RequestId: 'r',
      Message: 'OK',
      Code: 'OK',
      TotalCount: '1',
      SmsSendDetailDTOs: {
        SmsSendDetailDTO: [{ PhoneNum: '1', SendStatus: 1, SendDate: '1970-01-01 08:00:00' }],
      },
    })
  })

  test('the life of a token is read in China’s time', () => {
    const body =
      '{"MessageTokenDTO":{"SecurityToken":"t","AccessKeySecret":"s","AccessKeyId":"a","CreateTime":"2017-01-01 00:00:00","ExpireTime":"2017-01-01 00:10:00"},"RequestId":"r","Code":"OK","Message":"OK"}'
    const reply = readQueueTokenReply(body)
    expect(reply.ok && reply.value.token?.expireTime).toBe(Date.UTC(2016, 11, 31, 16, 10))
  })

  test('what is no reply says so', () => {
    expect(readSendSmsReply('Bad gateway')).toMatchObject({
      problem: { expected: 'a reply in JSON or XML', seen: '"Bad gateway"' },
    })
    expect(readSendSmsReply('<html><br></html>').ok).toBe(false)
  })
})
