import DysmsClient, {
  QuerySendDetailsRequest,
  QuerySendStatisticsRequest,
  SendBatchSmsRequest,
  SendSmsRequest,
} from '@alicloud/dysmsapi20170525'
import MnsClient from '@alicloud/mns'
import { $OpenApiUtil } from '@alicloud/openapi-core'
import RPCClient from '@alicloud/pop-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Simulator, startSimulator } from '../../../src/simulator/startSimulator.ts'

type Token = { AccessKeyId: string; AccessKeySecret: string; SecurityToken: string; ExpireTime: string }
type Receipt = Record<string, unknown>

let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator({ clockSpeed: 1000 })
})

afterAll(() => simulator.close())

function popClient(change: { accessKeyId?: string; accessKeySecret?: string } = {}): RPCClient {
  const { endpoint, accessKeyId, accessKeySecret } = simulator
  return new RPCClient({ endpoint, accessKeyId, accessKeySecret, apiVersion: '2017-05-25', ...change })
}

function dysmsClient(): DysmsClient {
  const { accessKeyId, accessKeySecret, endpoint } = simulator
  const config = { accessKeyId, accessKeySecret, endpoint: new URL(endpoint).host, protocol: 'HTTP' }
  return new DysmsClient(new $OpenApiUtil.Config(config))
}

async function askToken(messageType: string): Promise<Token> {
  const answer = await popClient().request<{ Code: string; MessageTokenDTO: Token }>(
    'QueryTokenForMnsQueue',
    {
      MessageType: messageType,
    },
  )
  expect(answer.Code).toBe('OK')
  return answer.MessageTokenDTO
}

function queueClient({ AccessKeyId, AccessKeySecret, SecurityToken }: Token): MnsClient {
  return new MnsClient(simulator.accountId, {
    endpoint: simulator.endpoint,
    accessKeyId: AccessKeyId,
    accessKeySecret: AccessKeySecret,
    securityToken: SecurityToken,
  })
}

/** The receipt of one SMS, taken from the queue as a consumer takes it; others are left to become visible again. */
async function receiveReceipt(bizId: string): Promise<Receipt> {
  const client = queueClient(await askToken('SmsReport'))
  for (;;) {
    const { body } = await client.receiveMessage(simulator.smsQueues.SmsReport, 5)
    const receipt = JSON.parse(Buffer.from(body.MessageBody ?? '', 'base64').toString())
    await client.deleteMessage(simulator.smsQueues.SmsReport, body.ReceiptHandle ?? '')
    if (receipt.biz_id === bizId) return receipt
  }
}

test.each(['GET', 'POST'] as const)(
  'pop-core sends by %s, and the receipt arrives in the queue',
  async method => {
    const sent = await popClient().request<{ Code: string; BizId: string; RequestId: string }>(
      'SendSms',
      {
        PhoneNumbers: '13800000000',
        SignName: '阿里云 测试*~',
        TemplateCode: 'SMS_71390007',
        TemplateParam: '{"code":"12 34"}',
        OutId: 'mine',
      },
      { method },
    )
    expect(sent).toMatchObject({ Code: 'OK', Message: 'OK' })
    expect(await receiveReceipt(sent.BizId)).toMatchObject({
      phone_number: '13800000000',
      success: true,
      err_code: 'DELIVERED',
      sms_size: '1',
      out_id: 'mine',
      send_time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    })
  },
)

test('the current client sends, and finds what it sent', async () => {
  const client = dysmsClient()
  const request = new SendSmsRequest({
    phoneNumbers: '13900000001,13900000002',
    signName: '云商城',
    templateCode: 'SMS_10001',
    templateParam: '{"order":"7"}',
    outId: 'order-7',
  })
  const { body: sent } = await client.sendSms(request)
  expect(sent).toMatchObject({ code: 'OK', message: 'OK' })
  await receiveReceipt(sent?.bizId ?? '')
  const { body: found } = await client.querySendDetails(
    new QuerySendDetailsRequest({
      phoneNumber: '13900000001',
      sendDate: today(),
      pageSize: 10,
      currentPage: 1,
      ...(sent?.bizId === undefined ? {} : { bizId: sent.bizId }),
    }),
  )
  expect(found).toMatchObject({ code: 'OK', totalCount: '1' })
  expect(found?.smsSendDetailDTOs?.smsSendDetailDTO?.[0]).toMatchObject({
    phoneNum: '13900000001',
    outId: 'order-7',
    templateCode: 'SMS_10001',
    content: expect.stringContaining('云商城'),
  })
})

test('a batch has one id, and the day its totals', async () => {
  const client = dysmsClient()
  const { body: sent } = await client.sendBatchSms(
    new SendBatchSmsRequest({
      phoneNumberJson: '["13700000001","13700000002"]',
      signNameJson: '["云商城","阿里云"]',
      templateCode: 'SMS_1',
      templateParamJson: '[{"name":"a"},{"name":"b"}]',
    }),
  )
  expect(sent).toMatchObject({ code: 'OK', bizId: expect.stringMatching(/\^0$/) })
  const { body: totals } = await client.querySendStatistics(
    new QuerySendStatisticsRequest({
      isGlobe: 1,
      startDate: today(),
      endDate: today(),
      pageIndex: 1,
      pageSize: 10,
    }),
  )
  expect(totals?.code).toBe('OK')
  expect(totals?.data?.targetList?.[0]?.totalCount).toBeGreaterThanOrEqual(2)
})

test('business refusals come with status 200 and a code of their own', async () => {
  const { body } = await dysmsClient().sendSms(
    new SendSmsRequest({ phoneNumbers: '123', signName: 'a', templateCode: 'SMS_1' }),
  )
  expect(body).toMatchObject({ code: 'isv.MOBILE_NUMBER_ILLEGAL' })
  await expect(
    popClient().request('QuerySendDetails', {
      PhoneNumber: '13800000000',
      SendDate: '20170132',
      PageSize: 10,
      CurrentPage: 1,
    }),
  ).rejects.toMatchObject({ code: 'isv.INVALID_PARAMETERS' })
})

test('a wrong secret is answered with the string that should have been signed', async () => {
  await expect(popClient({ accessKeySecret: 'wrong' }).request('SendSms', {})).rejects.toMatchObject({
    code: 'SignatureDoesNotMatch',
    message: expect.stringContaining('server string to sign is:GET&%2F&AccessKeyId%3D'),
  })
  await expect(popClient({ accessKeyId: 'nobody' }).request('SendSms', {})).rejects.toMatchObject({
    code: 'InvalidAccessKeyId.NotFound',
  })
})

test.each([
  ['Nothing', {}, 'InvalidAction.NotFound'],
  ['SendSms', {}, 'MissingPhoneNumbers'],
])('%s %j is refused by the gateway with %s', async (action, parameters, code) => {
  await expect(popClient().request(action, parameters)).rejects.toMatchObject({ code })
})

test('a token opens the queue of its message type and no other', async () => {
  const token = await askToken('SmsReport')
  expect(Date.parse(`${token.ExpireTime.replace(' ', 'T')}+08:00`)).toBeGreaterThan(Date.now())
  const client = queueClient(token)
  await expect(client.receiveMessage(simulator.smsQueues.SmsUp, 0)).rejects.toMatchObject({
    name: 'MNSAccessDeniedByRamPolicyError',
  })
  await expect(
    queueClient({ ...token, SecurityToken: 'another' }).receiveMessage(simulator.smsQueues.SmsReport, 0),
  ).rejects.toMatchObject({ name: 'MNSAccessDeniedError' })
})

function today(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')
}
