import { expect, test } from 'vitest'
import { createManualClock } from '../../../src/simulator/clock.ts'
import type { Delivery, DeliveryAnswer } from '../../../src/simulator/push/delivery.ts'
import { type Errand, PushDispatcher } from '../../../src/simulator/push/pushDispatcher.ts'
import { noPushFault, type PushFault } from '../../../src/simulator/push/pushFaults.ts'
import { seededRandom } from '../../../src/simulator/random.ts'
import type { NotifyStrategy, Subscription } from '../../../src/simulator/topic/subscription.ts'
import type { TopicMessage } from '../../../src/simulator/topic/topicMessage.ts'
import { createTrace } from '../../../src/simulator/trace/trace.ts'

const accepted: DeliveryAnswer = { outcome: 'accepted', detail: { status: 204 } }
const failed: DeliveryAnswer = { outcome: 'failed', detail: { status: 500 } }
const day = 86_400_000

function message(id = 'm1'): TopicMessage {
  return {
    id,
    topicName: 't',
    body: 'hello',
    bodyMd5: '5D41402ABC4B2A76B9719D911017C592',
    messageTag: null,
    directMail: null,
    directSms: null,
    publishTime: 0,
    expiresAt: day,
  }
}

function subscription(
  notifyStrategy: NotifyStrategy,
  endpoint = 'http://a.example/',
  name = 's',
): Subscription {
  return {
    topicOwner: '1',
    subscriber: '1',
    topicName: 't',
    name,
    endpoint,
    filterTag: null,
    notifyStrategy,
    notifyContentFormat: 'XML',
    createTime: 0,
    lastModifyTime: 0,
  }
}

type Answering = (delivery: Delivery) => DeliveryAnswer | Promise<DeliveryAnswer>

function open(subscriptions: Subscription[], answer: Answering, fault: PushFault = noPushFault) {
  const clock = createManualClock()
  const trace = createTrace()
  const attempts: { at: number; delivery: Delivery }[] = []
  const standing = new Map(subscriptions.map(each => [each.name, each]))
  const ledger = new Map<string, Errand>()
  const dispatcher = new PushDispatcher({
    clock,
    random: seededRandom(7),
    record: trace.record,
    courier: async delivery => {
      attempts.push({ at: clock.now(), delivery })
      return answer(delivery)
    },
    current: (_, name) => standing.get(name) ?? null,
    drawFault: () => fault,
    ledger: { note: (key, errand) => ledger.set(key, errand), strike: key => ledger.delete(key) },
    width: 2,
  })
  /** Lets answers settle, then moves on step by step. */
  const pass = async (milliseconds: number, step = 1000) => {
    await settle()
    for (let passed = 0; passed < milliseconds; passed += step) {
      clock.advance(step)
      await settle()
    }
  }
  return { dispatcher, attempts, trace, standing, ledger, clock, pass }
}

async function settle() {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve()
}

test('BACKOFF_RETRY tries three more times, each 10 to 20 s after the last', async () => {
  const target = subscription('BACKOFF_RETRY')
  const { dispatcher, attempts, trace, ledger, pass } = open([target], () => failed)
  dispatcher.send(message(), [target])
  await pass(70_000, 1)
  const gaps = attempts.slice(1).map((attempt, index) => attempt.at - (attempts[index]?.at ?? 0))
  expect(gaps).toHaveLength(3)
  for (const gap of gaps) expect(gap >= 10_000 && gap <= 20_000).toBe(true)
  expect(new Set(gaps).size).toBe(3)
  expect(trace.of('m1').at(-1)).toMatchObject({ kind: 'given-up', detail: { attempts: 4 } })
  expect(ledger.size).toBe(0)
})

test('EXPONENTIAL_DECAY_RETRY tries 176 more times over a day: 1, 2, 4 … 512 s, then 512 s each', async () => {
  const target = subscription('EXPONENTIAL_DECAY_RETRY')
  const { dispatcher, attempts, trace, pass } = open([target], () => failed)
  dispatcher.send(message(), [target])
  await pass(day)
  const gaps = attempts.slice(1).map((attempt, index) => (attempt.at - (attempts[index]?.at ?? 0)) / 1000)
  expect(gaps.slice(0, 10)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512])
  expect(gaps.slice(9)).toEqual(Array.from({ length: 167 }, () => 512))
  expect(attempts.map(each => each.delivery.attempt)).toEqual(Array.from({ length: 177 }, (_, i) => i + 1))
  expect(trace.of('m1').at(-1)).toMatchObject({ kind: 'given-up', detail: { attempts: 177 } })
})

test('a success ends the retries', async () => {
  const target = subscription('EXPONENTIAL_DECAY_RETRY')
  const { dispatcher, attempts, trace, ledger, pass } = open([target], ({ attempt }) =>
    attempt === 3 ? accepted : failed,
  )
  dispatcher.send(message(), [target])
  await pass(60_000)
  expect(attempts.map(each => each.at)).toEqual([0, 1000, 3000])
  expect(trace.of('m1').map(event => event.kind)).toEqual([
    'push-attempt',
    'push-attempt',
    'push-attempt',
    'pushed',
  ])
  expect(ledger.size).toBe(0)
})

test('what can never succeed is not tried again', async () => {
  const target = subscription('EXPONENTIAL_DECAY_RETRY')
  const { dispatcher, attempts, trace, pass } = open([target], () => ({ outcome: 'impossible', detail: {} }))
  dispatcher.send(message(), [target])
  await pass(10_000)
  expect(attempts).toHaveLength(1)
  expect(trace.of('m1').at(-1)?.kind).toBe('given-up')
})

test('a changed strategy governs the next retry', async () => {
  const target = subscription('EXPONENTIAL_DECAY_RETRY')
  const { dispatcher, attempts, standing, pass } = open([target], () => failed)
  dispatcher.send(message(), [target])
  await pass(20_000)
  standing.set('s', { ...target, notifyStrategy: 'BACKOFF_RETRY' })
  await pass(day)
  expect(attempts.map(each => each.at / 1000)).toEqual([0, 1, 3, 7, 15, 31])
})

test('pushes end with their subscription, even when another takes its name', async () => {
  const target = subscription('EXPONENTIAL_DECAY_RETRY')
  const { dispatcher, attempts, standing, trace, pass } = open([target], () => failed)
  dispatcher.send(message(), [target])
  await pass(2000)
  standing.set('s', { ...target, createTime: 1500 })
  await pass(60_000)
  expect(attempts).toHaveLength(2)
  expect(trace.of('m1').at(-1)).toMatchObject({ detail: { reason: 'the subscription is gone' } })
})

test('a message is not pushed after its day', async () => {
  const target = subscription('EXPONENTIAL_DECAY_RETRY')
  const { dispatcher, attempts, trace, pass } = open([target], () => failed)
  dispatcher.send({ ...message(), expiresAt: 4000 }, [target])
  await pass(60_000)
  expect(attempts.map(each => each.at)).toEqual([0, 1000, 3000])
  expect(trace.of('m1').at(-1)).toMatchObject({ detail: { reason: "the message's life has ended" } })
})

test('an endpoint that never answers holds up nobody but itself, and takes a bounded number at once', async () => {
  const dead = subscription('BACKOFF_RETRY', 'http://dead.example/', 'dead')
  const alive = subscription('BACKOFF_RETRY', 'http://alive.example/', 'alive')
  const { dispatcher, attempts, pass } = open([dead, alive], ({ subscription: { name } }) =>
    name === 'dead' ? new Promise(() => {}) : accepted,
  )
  for (let n = 0; n < 50; n += 1) dispatcher.send(message(`m${n}`), [dead, alive])
  await pass(20_000)
  const to = (name: string) => attempts.filter(each => each.delivery.subscription.name === name)
  expect(to('dead')).toHaveLength(2)
  expect(to('alive').map(each => each.delivery.message.id)).toEqual(
    Array.from({ length: 50 }, (_, n) => `m${n}`),
  )
})

test('a fault of the courier counts as a failed attempt', async () => {
  const target = subscription('BACKOFF_RETRY')
  const { dispatcher, attempts, pass } = open([target], ({ attempt }) => {
    if (attempt === 1) throw new Error('broken')
    return accepted
  })
  dispatcher.send(message(), [target])
  await pass(30_000)
  expect(attempts).toHaveLength(2)
})

test('a repeated push comes once more after its success', async () => {
  const target = subscription('BACKOFF_RETRY')
  const fault = { ...noPushFault, repeatAfter: 3000 }
  const { dispatcher, attempts, ledger, pass } = open([target], () => accepted, fault)
  dispatcher.send(message(), [target])
  await pass(60_000)
  expect(attempts.map(each => each.at)).toEqual([0, 3000])
  expect(ledger.size).toBe(0)
})

test('a held-back push is overtaken', async () => {
  const target = subscription('BACKOFF_RETRY')
  const { dispatcher, attempts, pass } = open([target], () => accepted, { ...noPushFault, holdBack: 2000 })
  dispatcher.send(message(), [target])
  await pass(5000)
  expect(attempts.map(each => each.at)).toEqual([2000])
})

test('what the ledger holds is taken up by another dispatcher where it was left', async () => {
  const target = subscription('EXPONENTIAL_DECAY_RETRY')
  const first = open([target], () => failed)
  first.dispatcher.send(message(), [target])
  await first.pass(5000)
  first.dispatcher.close()
  const [errand] = JSON.parse(JSON.stringify([...first.ledger.values()])) as Errand[]
  const second = open([target], () => failed)
  if (errand) second.dispatcher.resume(errand)
  await second.pass(8000)
  expect(second.attempts.map(each => [each.at, each.delivery.attempt])).toEqual([[7000, 4]])
})

test('nothing is pushed after the end', async () => {
  const target = subscription('EXPONENTIAL_DECAY_RETRY')
  const { dispatcher, attempts, pass } = open([target], () => failed)
  dispatcher.send(message(), [target])
  await pass(2000)
  dispatcher.close()
  await pass(100_000)
  expect(attempts).toHaveLength(2)
})
