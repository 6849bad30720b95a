import type { Account } from '../../contract/account.ts'
import type { Asker, Handlers } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { AccountId } from '../../contract/brand.ts'
import type { Operated } from '../../contract/queues.ts'
import type { QueueCalls, TopicCalls } from '../../contract/queuesApi.ts'
import type { Words } from '../../contract/words.ts'
import type { Accounts } from '../accounts/createAccounts.ts'
import { createSigner } from '../credentials/createSigner.ts'
import { signerFor } from '../credentials/signerFor.ts'
import { createOperator, type Operator } from '../mns/createOperator.ts'
import type { MnsResult } from '../mns/mnsResult.ts'
import * as queues from '../mns/queueOperations.ts'
import type { Signer } from '../mns/signer.ts'
import * as topics from '../mns/topicOperations.ts'
import type { OpenConnections } from '../outbound/createOutbound.ts'
import { parseInput } from './parseInput.ts'
import * as inputs from './queueInputs.ts'

/** The service's operations on queues and topics, for any account. Returns what ends its connections, too. */
export function queueHandlers(accounts: Accounts, open: OpenConnections, now: () => number) {
  const dispatcher = open('queues', { keepAliveTimeout: 10_000 })
  const tokens = open('token')
  const signers = new Map<string, { account: string; signer: Signer }>()

  /**
   * Temporary credentials are for one SMS queue each and are kept as long as the account stays as it is; everything else is
   * asked for with the account's own key.
   */
  const signerOf = (id: AccountId, queue: string): { account: Account; signer: Signer } => {
    const type = /^Alicom-Queue-\d+-(\w+)$/.exec(queue)?.[1] ?? ''
    const key = JSON.stringify([id, queue])
    const found = accounts.find(id)
    const secrets = accounts.secretsOf(id)
    if (found !== null && secrets !== null && type === '')
      return { account: found, signer: createSigner(found, secrets, null) }
    const known = signers.get(key)
    if (found !== null && found.credentials === 'smsToken' && known?.account === JSON.stringify(found))
      return { account: found, signer: known.signer }
    const made = signerFor(accounts, id, { queue, type }, { tokens, now })
    if (made.account.credentials === 'smsToken')
      signers.set(key, { account: JSON.stringify(made.account), signer: made.signer })
    return made
  }

  const operate = async <T>(
    account: AccountId,
    name: string,
    { signal }: Asker,
    act: (operator: Operator) => Promise<MnsResult<T>>,
  ): Promise<Operated<T>> => {
    const { account: found, signer } = signerOf(account, name)
    const operator = createOperator({ endpoint: found.endpoint, dispatcher, signer, now }, signal)
    return operator.answer(await act(operator))
  }

  /** The guard of production: nothing is deleted from a cloud account, or hidden in it, that nobody has named. */
  const needName = (
    account: AccountId,
    name: string,
    typedName: string | null,
    before: Words = { en: 'anything is deleted', zh: '删除' },
  ) => {
    if (accounts.find(account)?.cloud !== true || typedName === name) return
    throw new ApiError(
      'refused',
      {
        en: `“${name}” belongs to a cloud account: its name has to be typed before ${before.en}`,
        zh: `“${name}” 属于云上账号：${before.zh}前必须输入其名称`,
      },
      { en: 'Type the name exactly as it is.', zh: '请输入完全一致的名称。' },
    )
  }

  const calls = {
    'queues.list': (input, asker) => {
      const { account, prefix, marker } = parseInput(inputs.listInput, input)
      return operate(account, '', asker, operator => queues.listQueues(operator, prefix, marker))
    },
    'queues.get': (input, asker) => {
      const { account, queue } = parseInput(inputs.queueInput, input)
      return operate(account, queue, asker, operator => queues.getQueue(operator, queue))
    },
    'queues.save': (input, asker) => {
      const { account, queue, isNew, settings } = parseInput(inputs.saveQueueInput, input)
      return operate(account, queue, asker, operator => queues.saveQueue(operator, queue, isNew, settings))
    },
    'queues.delete': (input, asker) => {
      const { account, queue, typedName } = parseInput(inputs.deleteQueueInput, input)
      needName(account, queue, typedName)
      return operate(account, queue, asker, operator => queues.deleteQueue(operator, queue))
    },
    'queues.send': (input, asker) => {
      const { account, queue, bodies, asBase64, ...timing } = parseInput(inputs.sendInput, input)
      const messages = bodies.map(body => ({
        body: asBase64 ? Buffer.from(body, 'utf8').toString('base64') : body,
        ...timing,
      }))
      return operate(account, queue, asker, operator => queues.sendMessages(operator, queue, messages))
    },
    'queues.read': (input, asker) => {
      const { account, queue, typedName, ...wanted } = parseInput(inputs.readInput, input)
      if (wanted.how === 'receive')
        needName(account, queue, typedName, {
          en: 'messages are hidden from its consumers',
          zh: '对其消费者隐藏消息之',
        })
      return operate(account, queue, asker, operator => queues.readMessages(operator, queue, wanted))
    },
    'queues.hide': (input, asker) => {
      const { account, queue, lease, seconds } = parseInput(inputs.hideInput, input)
      return operate(account, queue, asker, operator => queues.hideMessage(operator, queue, lease, seconds))
    },
    'queues.deleteMessages': (input, asker) => {
      const { account, queue, leases, typedName } = parseInput(inputs.deleteMessagesInput, input)
      needName(account, queue, typedName)
      return operate(account, queue, asker, operator => queues.deleteMessages(operator, queue, leases))
    },
    'topics.list': (input, asker) => {
      const { account, prefix, marker } = parseInput(inputs.listInput, input)
      return operate(account, '', asker, operator => topics.listTopics(operator, prefix, marker))
    },
    'topics.get': (input, asker) => {
      const { account, topic } = parseInput(inputs.topicInput, input)
      return operate(account, topic, asker, operator => topics.getTopic(operator, topic))
    },
    'topics.save': (input, asker) => {
      const { account, topic, isNew, settings } = parseInput(inputs.saveTopicInput, input)
      return operate(account, topic, asker, operator => topics.saveTopic(operator, topic, isNew, settings))
    },
    'topics.delete': (input, asker) => {
      const { account, topic, typedName } = parseInput(inputs.deleteTopicInput, input)
      needName(account, topic, typedName)
      return operate(account, topic, asker, operator => topics.deleteTopic(operator, topic))
    },
    'topics.publish': (input, asker) => {
      const { account, topic, ...publication } = parseInput(inputs.publishInput, input)
      return operate(account, topic, asker, operator => topics.publish(operator, topic, publication))
    },
    'topics.subscriptions': (input, asker) => {
      const { account, topic, marker } = parseInput(inputs.subscriptionsInput, input)
      return operate(account, topic, asker, operator => topics.listSubscriptions(operator, topic, marker))
    },
    'topics.subscribe': (input, asker) => {
      const { account, topic, ...subscription } = parseInput(inputs.subscribeInput, input)
      return operate(account, topic, asker, operator => topics.subscribe(operator, topic, subscription))
    },
    'topics.setStrategy': (input, asker) => {
      const { account, topic, subscription, notifyStrategy } = parseInput(inputs.strategyInput, input)
      return operate(account, topic, asker, operator =>
        topics.setStrategy(operator, topic, subscription, notifyStrategy),
      )
    },
    'topics.unsubscribe': (input, asker) => {
      const { account, topic, subscription, typedName } = parseInput(inputs.unsubscribeInput, input)
      needName(account, subscription, typedName)
      return operate(account, topic, asker, operator => topics.unsubscribe(operator, topic, subscription))
    },
  } satisfies Pick<Handlers['calls'], keyof QueueCalls | keyof TopicCalls>

  return { calls, close: () => Promise.all([dispatcher.destroy(), tokens.destroy()]) }
}
