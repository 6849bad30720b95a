import { expect, test } from 'vitest'
import { type RpcV1Options, signRpcV1 } from '../../../src/protocol/requestSignature/rpcV1.ts'
import { readApiErrorReply } from '../../../src/protocol/smsApi/apiErrorReply.ts'
import { readSendDetailsReply } from '../../../src/protocol/smsApi/sendDetails.ts'
import { readSendSmsReply } from '../../../src/protocol/smsApi/sendSmsReply.ts'
import { createKeyRing } from '../../../src/simulator/auth/keyRing.ts'
import { createManualClock } from '../../../src/simulator/clock.ts'
import type { Call, Reply } from '../../../src/simulator/http/operation.ts'
import { readQuery } from '../../../src/simulator/http/query.ts'
import { Outbox } from '../../../src/simulator/outbox/outbox.ts'
import { chinaDay } from '../../../src/simulator/sms/chinaDay.ts'
import { QueueTokens } from '../../../src/simulator/sms/queueTokens.ts'
import { SendLog } from '../../../src/simulator/sms/sendLog.ts'
import { SmsAuthentication } from '../../../src/simulator/sms/smsAuthentication.ts'
import { SmsCatalogue } from '../../../src/simulator/sms/smsCatalogue.ts'
import { createSmsFace } from '../../../src/simulator/sms/smsFace.ts'
import { SmsGateway } from '../../../src/simulator/sms/smsGateway.ts'
import { SmsLedger } from '../../../src/simulator/sms/smsLedger.ts'
import { noDocuments } from '../../../src/simulator/state/documents.ts'

const account = { accessKeyId: 'id', accessKeySecret: 'secret' }
const sending = {
  Action: 'SendSms',
  Version: '2017-05-25',
  PhoneNumbers: '13800000000',
  SignName: 'a',
  TemplateCode: 'SMS_1',
}

function open() {
  const clock = createManualClock(Date.UTC(2026, 10, 20, 4))
  const keys = createKeyRing(account)
  const log = new SendLog(chinaDay)
  const gateway = new SmsGateway({
    clock,
    log,
    catalogue: new SmsCatalogue(false),
    outbox: new Outbox(),
    tellFate: () => ({ reports: [{ after: 1000, errCode: 'DELIVERED', errMessage: '' }], reply: null }),
    sink: { report: () => {}, reply: () => {} },
    ledger: new SmsLedger(noDocuments),
  })
  const tokens = new QueueTokens('1', keys, clock.now)
  const authentication = new SmsAuthentication(keys, clock.now)
  const committed = async () => {}
  const face = createSmsFace({ authentication, gateway, log, tokens, now: clock.now, committed })
  let nonce = 0
  const sign = (parameters: Record<string, string>, change: Partial<RpcV1Options> = {}) => {
    nonce += 1
    return signRpcV1(parameters, account, { method: 'GET', at: clock.now(), nonce: `${nonce}`, ...change })
  }
  const send = async (query: string): Promise<Reply> => face.handle(callFor('GET', `/?${query}`), 'any')
  return { clock, face, sign, send, tokens }
}

function callFor(method: string, target: string, headers: [string, string][] = [], body = ''): Call {
  const [path = '', query = ''] = target.split('?')
  return {
    method,
    target,
    headers,
    body: Buffer.from(body),
    requestId: '0'.repeat(24),
    path,
    query: readQuery(query, false),
    header: name => headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1],
    peer: '127.0.0.1',
    gone: new AbortController().signal,
  }
}

function codeOf(reply: Reply): string {
  const read = readApiErrorReply(String(reply.body))
  return read.ok ? read.value.code : 'unreadable'
}

test('an answer is in XML unless JSON is asked for', async () => {
  const { sign, send } = open()
  const xml = await send(sign(sending))
  expect(String(xml.body)).toMatch(/^<\?xml.*<SendSmsResponse>/s)
  const json = await send(sign({ ...sending, Format: 'JSON' }))
  expect(JSON.parse(String(json.body))).toMatchObject({ Code: 'OK' })
  for (const reply of [xml, json]) {
    const read = readSendSmsReply(String(reply.body))
    expect(read).toMatchObject({ ok: true, value: { code: 'OK', bizId: expect.stringMatching(/\^0$/) } })
  }
})

test('parameters come in the form of a POST as well', async () => {
  const { face, sign } = open()
  const form = sign(sending, { method: 'POST' })
  const call = callFor('POST', '/', [['Content-Type', 'application/x-www-form-urlencoded']], form)
  expect(face.claims(call)).toBe('SendSms')
  expect(codeOf(await face.handle(call, 'SendSms'))).toBe('OK')
})

test('calls that name no action are none of this face', () => {
  const { face } = open()
  for (const target of ['/', '/queues', '/?accountmeta=true', '/queues/q?Action=SendSms'])
    expect(face.claims(callFor('GET', target))).toBeNull()
})

test('a nonce is good for one call', async () => {
  const { sign, send } = open()
  const query = sign(sending)
  expect(codeOf(await send(query))).toBe('OK')
  const again = await send(query)
  expect([again.status, codeOf(again)]).toEqual([400, 'SignatureNonceUsed'])
})

test('a call that is 15 minutes old is too old', async () => {
  const { clock, sign, send } = open()
  expect(codeOf(await send(sign(sending, { at: clock.now() - 901_000 })))).toBe('InvalidTimeStamp.Expired')
  expect(codeOf(await send(sign(sending, { at: clock.now() - 899_000 })))).toBe('OK')
})

test('the server shows the string it signed', async () => {
  const { sign, send } = open()
  const reply = await send(sign(sending).replace('SMS_1', 'SMS_2'))
  expect([reply.status, codeOf(reply)]).toEqual([400, 'SignatureDoesNotMatch'])
  expect(String(reply.body)).toContain('TemplateCode%3DSMS_2')
})

test.each([
  [{ Version: '2016-01-01' }, 'InvalidVersion'],
  [{ Version: '' }, 'InvalidVersion'],
  [{ Action: 'SendNothing' }, 'InvalidAction.NotFound'],
  [{ Action: 'constructor' }, 'InvalidAction.NotFound'],
  [{ TemplateCode: '' }, 'MissingTemplateCode'],
  [
    { PhoneNumbers: Array.from({ length: 1001 }, () => '13800000000').join(',') },
    'isv.MOBILE_COUNT_OVER_LIMIT',
  ],
  [{ TemplateParam: '[1]' }, 'isv.INVALID_JSON_PARAM'],
  [{ TemplateCode: 'not a template' }, 'isv.SMS_TEMPLATE_ILLEGAL'],
  [{ SmsUpExtendCode: 'abc' }, 'isv.EXTEND_CODE_ERROR'],
])('a call with %j is refused with %s', async (change, code) => {
  const { sign, send } = open()
  expect(codeOf(await send(sign({ ...sending, ...change })))).toBe(code)
})

test('temporary keys of a queue open nothing here', async () => {
  const { clock, tokens, send } = open()
  const issued = tokens.issue({
    action: 'QueryTokenForMnsQueue',
    version: null,
    format: 'JSON',
    scheme: 'rpc-v1',
    nonce: null,
    parameter: name => (name === 'MessageType' ? 'SmsReport' : ''),
  })
  if (issued.outcome === 'refused') return expect.unreachable(issued.message)
  const { accessKeyId, accessKeySecret, securityToken } = issued.token
  const options = { method: 'GET', at: clock.now(), nonce: 'n' } as const
  const query = signRpcV1(sending, { accessKeyId, accessKeySecret, securityToken }, options)
  const reply = await send(query)
  expect([reply.status, codeOf(reply)]).toEqual([403, 'Forbidden.RAM'])
})

test('details come page by page, newest first, in the words of the query', async () => {
  const { clock, sign, send } = open()
  for (let n = 0; n < 5; n += 1) {
    await send(sign({ ...sending, OutId: `${n}` }))
    clock.advance(500)
  }
  const query = {
    Action: 'QuerySendDetails',
    Version: '2017-05-25',
    PhoneNumber: '13800000000',
    SendDate: '20261120',
  }
  const page = async (CurrentPage: string) => {
    const read = readSendDetailsReply(
      String((await send(sign({ ...query, PageSize: '2', CurrentPage }))).body),
    )
    return read.ok ? read.value : expect.unreachable('unreadable')
  }
  const first = await page('1')
  expect(first.totalCount).toBe(5)
  expect(first.details.map(({ outId, status, errCode }) => [outId, status, errCode])).toEqual([
    ['4', 'pending', null],
    ['3', 'delivered', 'DELIVRD'],
  ])
  expect((await page('3')).details.map(({ outId }) => outId)).toEqual(['0'])
  expect((await page('4')).details).toEqual([])
})

test.each([
  [{ PageSize: '51' }, 'isv.INVALID_PARAMETERS'],
  [{ PageSize: '0' }, 'isv.INVALID_PARAMETERS'],
  [{ CurrentPage: '0' }, 'isv.INVALID_PARAMETERS'],
  [{ SendDate: '20261020' }, 'isv.INVALID_PARAMETERS'],
  [{ SendDate: '20261021' }, 'OK'],
  [{ SendDate: '2026-11-20' }, 'isv.INVALID_PARAMETERS'],
  [{ PhoneNumber: '1' }, 'isv.MOBILE_NUMBER_ILLEGAL'],
])('details with %j are answered with %s', async (change, code) => {
  const { sign, send } = open()
  const query = {
    PhoneNumber: '13800000000',
    SendDate: '20261120',
    PageSize: '10',
    CurrentPage: '1',
    ...change,
  }
  expect(codeOf(await send(sign({ Action: 'QuerySendDetails', Version: '2017-05-25', ...query })))).toBe(code)
})

test('a fault is answered in the format of the call', () => {
  const { face, sign } = open()
  const call = callFor('GET', `/?${sign({ ...sending, Format: 'JSON' })}`)
  const business = face.fail?.(call, 'isv.AMOUNT_NOT_ENOUGH')
  expect([business?.status, JSON.parse(String(business?.body)).Code]).toEqual([200, 'isv.AMOUNT_NOT_ENOUGH'])
  const throttled = face.fail?.(call, 'Throttling.User')
  expect([throttled?.status, JSON.parse(String(throttled?.body)).Code]).toEqual([400, 'Throttling.User'])
})
