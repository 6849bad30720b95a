import { lookup } from 'node:dns/promises'
import type { Account } from '../../contract/account.ts'
import {
  type ConnectionStep,
  type ConnectionStepName,
  connectionSteps,
} from '../../contract/connectionCheck.ts'
import type { Words } from '../../contract/words.ts'
import { createMnsClient } from '../mns/createMnsClient.ts'
import { describeNetworkError } from '../mns/networkError.ts'
import type { Signer } from '../mns/signer.ts'
import type { Outbound } from '../outbound/createOutbound.ts'
import { judgeAnswer, judgeClock } from './judgeAnswer.ts'
import { openSocket } from './openSocket.ts'

/**
 * Goes step by step from the host's name to the queue, and stops at the first step that fails. Without a queue, the
 * name of one that can't exist is asked for: that it is missing proves key, clock and signature all the same.
 */
export async function checkConnection(
  account: Account,
  signer: Signer,
  queue: string | null,
  outbound: Outbound,
  now: () => number,
  signal: AbortSignal,
): Promise<ConnectionStep[]> {
  const steps: ConnectionStep[] = []
  const add = (
    step: ConnectionStepName,
    outcome: ConnectionStep['outcome'],
    found: Words,
    advice: Words | null,
  ) => {
    steps.push({ step, outcome, found, advice })
    return outcome !== 'fail'
  }
  const finish = () => [
    ...steps,
    ...connectionSteps
      .filter(step => !steps.some(done => done.step === step))
      .map(step => ({ step, outcome: 'skipped', found: notReached, advice: null }) as const),
  ]

  const url = new URL(account.endpoint)
  const host = url.hostname.replaceAll(/[[\]]/g, '')
  try {
    const { address } = await lookup(host)
    add('name', 'pass', { en: `${host} is ${address}`, zh: `${host} 的地址是 ${address}` }, null)
  } catch (error) {
    const { code } = describeNetworkError(error)
    add(
      'name',
      'fail',
      { en: `${host} has no address (${code})`, zh: `${host} 无法解析（${code}）` },
      nameAdvice,
    )
    return finish()
  }

  const end = outbound.note('check', url.protocol === 'https:' ? 'TLS' : 'TCP', url.origin, '')
  const socket = await openSocket(url, signal)
  end(null, socket.outcome === 'failed' ? socket.code : null)
  if (socket.outcome === 'failed') {
    const { code, message } = socket
    add(
      'connection',
      'fail',
      { en: `${code}: ${message.en}`, zh: `${code}：${message.zh}` },
      connectionAdvice,
    )
    return finish()
  }
  add('connection', 'pass', socket.found, null)

  const dispatcher = outbound.open('check')
  try {
    let skew: number | null = null
    const client = createMnsClient({
      endpoint: account.endpoint,
      dispatcher,
      signer,
      now,
      onExchange: () => undefined,
      onClockSkew: milliseconds => {
        skew = milliseconds
      },
    })
    const answer = await client.attributes(queue ?? 'receiptscope-connection-check', signal)
    for (const step of [judgeClock(skew, answer), ...judgeAnswer(answer, account, queue)]) steps.push(step)
    return finish()
  } finally {
    await dispatcher.destroy()
  }
}

const notReached: Words = { en: 'Not reached', zh: '未执行到' }

const nameAdvice: Words = {
  en: 'Check the endpoint for a typing mistake, and that this machine resolves names. Internal addresses resolve only inside their own network.',
  zh: '请检查地址拼写，以及本机的域名解析。内网地址只能在对应网络中解析。',
}

const connectionAdvice: Words = {
  en: 'Check the port and the scheme, and whether a firewall or proxy stands between. Internal addresses answer only inside their own network.',
  zh: '请检查端口与协议，以及是否有防火墙或代理阻隔。内网地址只能在对应网络中访问。',
}
