import { randomUUID } from 'node:crypto'
import { signRpcV1 } from '../protocol/requestSignature/rpcV1.ts'
import { readSendSmsReply } from '../protocol/smsApi/sendSmsReply.ts'
import { writePublishRequest } from '../protocol/xml/publishRequest.ts'
import { readReceivedMessages } from '../protocol/xml/receivedMessages.ts'
import { writeSubscriptionSettings } from '../protocol/xml/subscription.ts'
import { noFaults } from '../simulator/faults/faultSettings.ts'
import { parseFaults } from '../simulator/faults/parseFaults.ts'
import { startSimulator as start } from '../simulator/startSimulator.ts'
import { parseTraffic } from '../simulator/traffic/parseTraffic.ts'
import { quietTraffic } from '../simulator/traffic/trafficMix.ts'
import { createMnsCaller } from './createMnsCaller.ts'
import { createPlainSender } from './createPlainSender.ts'
import type { OutboxItem, SimulatorHandle, SimulatorOptions, TraceEvent } from './simulatorHandle.ts'

export type {
  OutboxItem,
  SimulatorHandle,
  SimulatorOptions,
  SmsToSend,
  SubscriptionOptions,
  TraceEvent,
} from './simulatorHandle.ts'

/** Starts MNS, the SMS API and the signing certificate on one address of this machine. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<SimulatorHandle> {
  const { traffic = '', faults = '', ...rest } = options
  const readTraffic = parseTraffic(traffic)
  if (readTraffic.outcome === 'refused') throw new TypeError(readTraffic.message)
  const readFaults = parseFaults(faults, noFaults)
  if (readFaults.outcome === 'refused') throw new TypeError(readFaults.message)
  const simulator = await start({
    ...rest,
    traffic: traffic === '' ? quietTraffic : readTraffic.traffic,
    faults: readFaults.faults,
    openSender: createPlainSender,
  })
  const { control, endpoint, accountId, accessKeyId, accessKeySecret, region } = simulator
  const request = createMnsCaller(simulator)
  const demand = async (method: string, target: string, body: string) => {
    const answer = await request(method, target, body)
    if (answer.status >= 400) throw new Error(`${method} ${target} was refused: ${describeRefusal(answer)}`)
    return answer.text
  }
  return {
    endpoint,
    accountId,
    accessKeyId,
    accessKeySecret,
    region,
    certificateUrl: simulator.certificateUrl,
    smsQueues: simulator.smsQueues,
    request,
    async subscribe(topic, url, { name = 'test', format = 'XML', retry = 'BACKOFF_RETRY', tag } = {}) {
      const settings = {
        endpoint: url,
        filterTag: tag ?? null,
        notifyStrategy: retry,
        notifyContentFormat: format,
      }
      await demand('PUT', `/topics/${topic}`, '')
      await demand('PUT', `/topics/${topic}/subscriptions/${name}`, writeSubscriptionSettings(settings))
    },
    async publish(topic, message, { tag } = {}) {
      const content = { body: message, messageTag: tag ?? null, directMail: null, directSms: null }
      const text = await demand('POST', `/topics/${topic}/messages`, writePublishRequest(content))
      return /<MessageId>([^<]+)<\/MessageId>/.exec(text)?.[1] ?? ''
    },
    async sendSms({ phone, signName = 'ReceiptScope', templateCode = 'SMS_1', parameters = {}, outId }) {
      const query = signRpcV1(
        {
          Format: 'JSON',
          Version: '2017-05-25',
          Action: 'SendSms',
          PhoneNumbers: phone,
          SignName: signName,
          TemplateCode: templateCode,
          TemplateParam: JSON.stringify(parameters),
          ...(outId === undefined ? {} : { OutId: outId }),
        },
        simulator,
        { method: 'GET', at: Date.now(), nonce: randomUUID() },
      )
      const answer = await fetch(`${endpoint}/?${query}`)
      const reply = readSendSmsReply(await answer.text())
      if (!reply.ok) throw new Error(`SendSms was answered with ${answer.status} and nothing readable`)
      const { bizId, code, message } = reply.value
      if (bizId === null) throw new Error(`SendSms was refused: ${code}, ${message}`)
      return { bizId }
    },
    async replySms(phone, content) {
      await control('sms', { reply: { phone, content } })
    },
    async takeReceipt(messageType = 'SmsReport', waitSeconds = 10) {
      const queue = `/queues/${simulator.smsQueues[messageType]}/messages`
      const answer = await request('GET', `${queue}?waitseconds=${waitSeconds}`)
      if (answer.status === 404 && answer.text.includes('MessageNotExist')) return null
      const read = answer.status === 200 ? readReceivedMessages(answer.text) : null
      const message = read?.ok ? read.value[0] : undefined
      if (message === undefined) throw new Error(`${queue} was refused: ${describeRefusal(answer)}`)
      await demand('DELETE', `${queue}?ReceiptHandle=${message.receiptHandle ?? ''}`, '')
      return JSON.parse(Buffer.from(message.body, 'base64').toString('utf8')) as Record<string, unknown>
    },
    passTime: milliseconds => simulator.clock.jump(milliseconds),
    setClockSpeed: speed => simulator.clock.setSpeed(speed),
    setTraffic(spec) {
      control('traffic', { spec })
    },
    setFaults(spec) {
      control('faults', { spec })
    },
    outbox: () => (control('outbox', { limit: 1000 }) as { items: OutboxItem[] }).items,
    clearOutbox() {
      control('outbox', { clear: true })
    },
    trace(messageId) {
      const input = messageId === undefined ? { limit: 100_000 } : { messageId }
      return (control('trace', input) as { events: TraceEvent[] }).events
    },
    state: () => simulator.state(),
    reset() {
      control('reset')
    },
    stop: () => simulator.close(),
  }
}

function describeRefusal({ status, text }: { status: number; text: string }): string {
  const [code = '', message = ''] = ['Code', 'Message'].map(
    name => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? '',
  )
  return `${status} ${code}${message === '' ? '' : `, ${message}`}`
}
