import type { Account } from '../../contract/account.ts'
import type { ConnectionStep, ConnectionStepName } from '../../contract/connectionCheck.ts'
import type { Words } from '../../contract/words.ts'
import type { QueueAttributes } from '../../protocol/xml/queueAttributes.ts'
import { describeFailure, type MnsResult } from '../mns/mnsResult.ts'

const tolerance = 15 * 60_000
const noticeable = 60_000

/** A signed request is good for a quarter of an hour on either side of the service's clock. */
export function judgeClock(skew: number | null, answer: MnsResult<unknown>): ConnectionStep {
  const expired =
    !answer.ok && answer.failure.kind === 'refused' && /TimeExpired|InvalidDate/.test(answer.failure.code)
  if (skew === null) {
    return {
      step: 'clock',
      outcome: 'skipped',
      found: { en: 'The service named no time', zh: '服务未返回时间' },
      advice: null,
    }
  }
  const seconds = Math.round(skew / 1000)
  const found = {
    en: seconds === 0 ? 'Both clocks agree' : `The service's clock is ${seconds} s from this machine's`,
    zh: seconds === 0 ? '两端时钟一致' : `服务时钟与本机相差 ${seconds} 秒`,
  }
  const far = Math.abs(skew) > tolerance
  const outcome = expired || far ? 'fail' : Math.abs(skew) > noticeable ? 'warn' : 'pass'
  return { step: 'clock', outcome, found, advice: outcome === 'pass' ? null : clockAdvice }
}

/** What the answer to one signed request for a queue proves about key, rights and queue. */
export function judgeAnswer(
  answer: MnsResult<QueueAttributes>,
  account: Account,
  queue: string | null,
): ConnectionStep[] {
  const pass = (step: ConnectionStepName, found: Words): ConnectionStep => ({
    step,
    outcome: 'pass',
    found,
    advice: null,
  })
  const fail = (step: ConnectionStepName, found: Words, advice: Words): ConnectionStep => ({
    step,
    outcome: 'fail',
    found,
    advice,
  })
  const signed = pass('signature', { en: 'The key and the signature are accepted', zh: '密钥与签名被接受' })
  const allowed = pass('permission', { en: 'This key may ask about the queue', zh: '该密钥可以查询队列' })
  if (answer.ok) {
    const { activeMessages } = answer.value
    const count = activeMessages ?? 0
    return [
      signed,
      allowed,
      pass('queue', { en: `The queue holds ${count} messages`, zh: `队列中有 ${count} 条消息` }),
    ]
  }
  const { failure } = answer
  const seen = describeFailure(failure)
  if (failure.kind !== 'refused') return [fail('signature', seen, notMnsAdvice)]
  if (queue === null && /^AccessDenied/.test(failure.code)) return [signed, noQueueToAskFor, noQueueAsked]
  switch (failure.code) {
    case 'TimeExpired':
    case 'InvalidDate':
      return []
    case 'InvalidAccessKeyId':
    case 'InvalidAuthorizationHeader':
      return [fail('signature', seen, /\s/.test(account.accessKeyId) ? spaceAdvice : keyAdvice)]
    case 'SignatureDoesNotMatch':
      return [fail('signature', seen, account.signature === 'v4' ? v4Advice : secretAdvice)]
    case 'AccessDeniedByRamPolicy':
      return [signed, fail('permission', seen, account.credentials === 'smsToken' ? tokenAdvice : ramAdvice)]
    case 'AccessDenied':
      return [signed, fail('permission', seen, ramAdvice)]
    case 'QueueNotExist':
      return [signed, allowed, queue === null ? noQueueAsked : fail('queue', seen, queueAdvice)]
    default:
      return failure.status === 403
        ? [fail('signature', seen, keyAdvice)]
        : [signed, fail('permission', seen, notMnsAdvice)]
  }
}

const noQueueAsked: ConnectionStep = {
  step: 'queue',
  outcome: 'skipped',
  found: { en: 'No queue was named', zh: '未指定队列' },
  advice: null,
}
/** Nobody is allowed a queue that doesn't exist: that says nothing of those that do. */
const noQueueToAskFor: ConnectionStep = {
  step: 'permission',
  outcome: 'skipped',
  found: { en: 'Rights are given queue by queue, and none was named', zh: '权限按队列授予，而未指定队列' },
  advice: null,
}
const clockAdvice: Words = {
  en: 'Set this machine’s clock, best by network time: requests more than 15 minutes off are refused.',
  zh: '请校准本机时钟（建议开启网络对时）：相差超过 15 分钟的请求会被拒绝。',
}
const keyAdvice: Words = {
  en: 'The service doesn’t know this AccessKey id. Check for a missing character, a disabled key, or a key of another site.',
  zh: '服务不认识该 AccessKey ID。请检查是否缺少字符、密钥被禁用，或属于其他站点。',
}
const spaceAdvice: Words = {
  en: 'The AccessKey id holds a space, probably pasted along. Enter it without.',
  zh: 'AccessKey ID 中含有空格，可能是粘贴时带入的，请去掉后重试。',
}
const secretAdvice: Words = {
  en: 'The secret doesn’t belong to this AccessKey id, or lost a character when it was pasted. Enter it again.',
  zh: 'Secret 与该 AccessKey ID 不匹配，或粘贴时有缺失，请重新输入。',
}
const v4Advice: Words = {
  en: 'The secret is another one, the region is not the queue’s, or the endpoint knows V2 signatures only.',
  zh: 'Secret 不匹配、地域与队列不一致，或该地址只支持 V2 签名。',
}
const ramAdvice: Words = {
  en: 'The key is good, but a RAM policy doesn’t allow it this queue. Grant mns:GetQueueAttributes, mns:PeekMessage, mns:ReceiveMessage and mns:DeleteMessage on it.',
  zh: '密钥有效，但 RAM 策略不允许访问该队列。请授予 mns:GetQueueAttributes、mns:PeekMessage、mns:ReceiveMessage、mns:DeleteMessage 权限。',
}
const tokenAdvice: Words = {
  en: 'The temporary token is for another queue. The queue’s name must be the one that the SMS console shows for this message type.',
  zh: '临时令牌对应的是另一个队列。队列名须与短信控制台中该消息类型显示的一致。',
}
const queueAdvice: Words = {
  en: 'Check the queue’s name, case included, and that the endpoint is of the region where the queue lives.',
  zh: '请检查队列名（区分大小写），以及地址所在地域是否与队列一致。',
}
const notMnsAdvice: Words = {
  en: 'What answers there doesn’t answer as MNS does. Check that the address is an MNS endpoint and that no proxy changes it.',
  zh: '该地址的应答不符合 MNS 格式。请确认它是 MNS 接入点，且没有代理改写内容。',
}
