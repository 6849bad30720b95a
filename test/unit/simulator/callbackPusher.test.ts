import { expect, test } from 'vitest'
import type { HttpRequest } from '../../../src/protocol/httpRequest.ts'
import { createManualClock } from '../../../src/simulator/clock.ts'
import type { HttpAnswer } from '../../../src/simulator/push/httpSender.ts'
import { judgeCallbackAnswer } from '../../../src/simulator/sms/callbackAnswer.ts'
import { CallbackPusher } from '../../../src/simulator/sms/callbackPusher.ts'
import { callbackDelay, callbackSchedules } from '../../../src/simulator/sms/callbackSchedule.ts'
import { createTrace } from '../../../src/simulator/trace/trace.ts'

const url = 'http://127.0.0.1:8080/receipts?key=secret'
const answered = (status: number, body: string): HttpAnswer => ({
  outcome: 'answered',
  status,
  body,
  milliseconds: 3,
})
const good = answered(200, '{"code":0,"msg":"接收成功"}')

function open(answer: (request: HttpRequest) => HttpAnswer) {
  const clock = createManualClock()
  const wall = createManualClock()
  const trace = createTrace()
  const requests: { at: number; request: HttpRequest; limit: number }[] = []
  const sender = {
    send: async (_: string, request: HttpRequest, limit: number) => {
      requests.push({ at: clock.now(), request, limit })
      return answer(request)
    },
    close: async () => {},
  }
  const pusher = new CallbackPusher({ clock, wall, sender, record: trace.record })
  const pass = async (milliseconds: number) => {
    wall.advance(1000)
    for (let passed = 0; passed <= milliseconds; passed += 1000) {
      for (let turn = 0; turn < 8; turn += 1) await Promise.resolve()
      clock.advance(1000)
    }
  }
  const posts = () => requests.filter(({ request }) => request.method === 'POST')
  return { pusher, trace, requests, posts, pass }
}

test('a new URL is asked with GET, and must answer as for a push', async () => {
  const { pusher, requests } = open(() => good)
  expect(await pusher.register('SmsReport', url)).toMatchObject({ accepted: true })
  expect(requests[0]).toMatchObject({
    request: { method: 'GET', target: '/receipts?key=secret' },
    limit: 700,
  })
})

test('receipts come in arrays, of one or of many', async () => {
  const { pusher, posts, pass } = open(() => good)
  await pusher.register('SmsReport', url)
  pusher.add('SmsReport', '{"n":1}')
  await pass(0)
  for (let n = 0; n < 150; n += 1) pusher.add('SmsReport', `{"n":${n}}`)
  await pass(0)
  const bodies = posts().map(({ request }) => JSON.parse(Buffer.from(request.body).toString()))
  expect(bodies.map(body => body.length)).toEqual([1, 100, 50])
  expect(bodies[0]).toEqual([{ n: 1 }])
})

test('without a URL for their type, receipts go nowhere', async () => {
  const { pusher, posts, pass } = open(() => good)
  await pusher.register('SmsReport', url)
  pusher.add('SmsUp', '{}')
  await pass(0)
  expect(posts()).toEqual([])
})

test('an unanswered batch comes again after 1, 5 and 10 minutes, then no more', async () => {
  const { pusher, trace, posts, pass } = open(({ method }) => (method === 'GET' ? good : answered(500, '')))
  await pusher.register('SmsReport', url)
  pusher.add('SmsReport', '{}')
  await pass(3_600_000)
  const times = posts().map(({ at }) => at / 60_000)
  expect(times).toEqual([0, 1, 6, 16])
  expect(trace.of('callback-1').at(-1)).toMatchObject({ kind: 'given-up', detail: { attempts: 4 } })
})

test('the schedules are the three that are documented', () => {
  const minutes = callbackSchedules.map(schedule => {
    const delays = []
    for (let retry = 1; callbackDelay(schedule, retry) !== null; retry += 1)
      delays.push((callbackDelay(schedule, retry) ?? 0) / 60_000)
    return delays
  })
  expect(minutes).toEqual([
    [1, 5, 10],
    [1, 5, 10, 30, 60, 60, 60, 60, 60],
    [1, 5],
  ])
})

test.each([
  [good, true],
  [answered(200, '{"code":-1}'), true],
  [answered(200, '{"code":"0"}'), true],
  [answered(200, '{"code":"OK"}'), false],
  [answered(200, '{}'), false],
  [answered(200, 'ok'), false],
  [answered(200, '[0]'), false],
  [answered(204, ''), false],
  [answered(500, '{"code":0}'), false],
  [{ outcome: 'late', milliseconds: 700 } as const, false],
  [{ outcome: 'unreachable', reason: 'ECONNREFUSED', milliseconds: 1 } as const, false],
])('%j counts as received: %s', (answer, accepted) => {
  expect(judgeCallbackAnswer(answer).accepted).toBe(accepted)
})
