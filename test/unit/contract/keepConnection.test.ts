import { expect, test } from 'vitest'
import { ApiError } from '../../../src/contract/apiError.ts'
import { createPort } from '../../../src/contract/createPort.ts'
import { createClient } from '../../../src/contract/rpc/createClient.ts'
import { protocolVersion } from '../../../src/contract/rpc/frames.ts'
import { asIs } from '../../../src/contract/words.ts'
import { createManualTimers } from './manualTimers.ts'

/** A client whose other side does only what the test makes it do. */
function start() {
  const timers = createManualTimers()
  const attempts: ReturnType<typeof createEnd>[] = []
  const createEnd = (settle: { resolve: () => void; reject: (error: Error) => void }) => ({
    ...settle,
    sent: [] as unknown[],
    closes: 0,
    receive: (_frame: unknown) => {},
    drop: (_reason: string) => {},
  })
  const client = createClient({
    timers,
    random: () => 0,
    connect: () =>
      new Promise((resolve, reject) => {
        const end = createEnd({
          reject,
          resolve: () => {
            const { port, received, closed } = createPort({
              send: frame => end.sent.push(frame),
              close: () => {
                end.closes += 1
              },
            })
            end.receive = received
            end.drop = closed
            resolve(port)
          },
        })
        attempts.push(end)
      }),
  })
  const latest = () => attempts.at(-1) ?? expect.fail('nobody tried to connect')
  const settle = () => new Promise<void>(resolve => setImmediate(resolve))
  const accept = async () => {
    latest().resolve()
    await settle()
    latest().receive({ kind: 'pong', protocol: protocolVersion })
  }
  const refuse = async (error = new Error('ECONNREFUSED 127.0.0.1:1')) => {
    latest().reject(error)
    await settle()
  }
  return { client, timers, attempts, latest, accept, refuse, settle, state: () => client.connection.get() }
}

test('it is open only once the other side has answered', async () => {
  const { latest, settle, state } = start()
  expect(state()).toEqual({ kind: 'connecting' })
  latest().resolve()
  await settle()
  expect(state()).toEqual({ kind: 'connecting' })
  expect(latest().sent).toEqual([{ kind: 'ping' }])
  latest().receive({ kind: 'pong', protocol: protocolVersion })
  expect(state()).toEqual({ kind: 'open' })
})

test('what was asked while connecting is sent when it opens', async () => {
  const { client, latest, accept } = start()
  const call = client.call('app.info', null)
  await accept()
  expect(latest().sent).toEqual([{ kind: 'ping' }, { kind: 'call', id: 1, name: 'app.info', input: null }])
  latest().receive({ kind: 'answer', id: 1, output: { version: '1' } })
  expect(await call).toEqual({ version: '1' })
})

test('tries are repeated with growing delays up to 15 s, and since stays when it was lost', async () => {
  const { timers, attempts, refuse, state } = start()
  const delays: number[] = []
  await refuse()
  const first = state()
  for (let round = 0; round < 9; round += 1) {
    const lost = state()
    if (lost.kind !== 'lost' || lost.nextTry === null) return expect.fail(JSON.stringify(lost))
    delays.push(lost.nextTry - timers.now())
    timers.pass(lost.nextTry - timers.now() - 1)
    expect(attempts).toHaveLength(round + 1)
    timers.pass(1)
    expect(attempts).toHaveLength(round + 2)
    expect(state()).toMatchObject({ kind: 'lost', nextTry: null })
    await refuse()
  }
  expect(delays).toEqual([250, 500, 1000, 2000, 4000, 8000, 15000, 15000, 15000])
  expect(state()).toMatchObject({ since: first.kind === 'lost' ? first.since : null })
})

test('a short-lived connection does not start the delays again, a stable one does', async () => {
  const { timers, latest, accept, state } = start()
  const loseAfter = async (milliseconds: number) => {
    await accept()
    timers.pass(milliseconds)
    latest().drop('gone')
    const lost = state()
    const delay = lost.kind === 'lost' && lost.nextTry !== null ? lost.nextTry - timers.now() : null
    timers.pass(delay ?? 0)
    return delay
  }
  expect(await loseAfter(10)).toBe(250)
  expect(await loseAfter(10)).toBe(500)
  expect(await loseAfter(5_000)).toBe(250)
})

test('only an error that was written to be shown is shown', async () => {
  const { refuse, state, client } = start()
  await refuse()
  expect(state()).toMatchObject({ kind: 'lost', reason: { en: 'the program could not be reached' } })
  client.connection.retry()
  await refuse(new ApiError('refused', asIs('the page was not let in')))
  expect(state()).toMatchObject({ kind: 'lost', reason: { en: 'the page was not let in' } })
})

test('a connection that never answers is given up, and closed when it comes late', async () => {
  const { timers, attempts, latest, settle, state } = start()
  timers.pass(10_000)
  expect(state()).toMatchObject({ kind: 'lost', reason: { en: 'no answer within 10 s' } })
  latest().resolve()
  await settle()
  expect(attempts[0]?.closes).toBe(1)
  expect(attempts[0]?.sent).toEqual([])
})

test('a silent connection is asked after 20 s and given up 10 s later; any frame is a sign of life', async () => {
  const { timers, latest, accept, state } = start()
  await accept()
  timers.pass(19_000)
  latest().receive({ kind: 'end', id: 9 })
  timers.pass(1_000 + 19_999)
  expect(latest().sent).toEqual([{ kind: 'ping' }])
  timers.pass(1)
  expect(latest().sent).toEqual([{ kind: 'ping' }, { kind: 'ping' }])
  latest().receive({ kind: 'pong', protocol: protocolVersion })
  timers.pass(10_000)
  expect(state()).toEqual({ kind: 'open' })
  timers.pass(30_000)
  expect(state()).toMatchObject({ kind: 'lost', reason: { en: 'no answer within 10 s' } })
  expect(latest().closes).toBe(1)
})

test('a program of another version is not talked to', async () => {
  const { latest, settle, state } = start()
  latest().resolve()
  await settle()
  latest().receive({ kind: 'pong', protocol: protocolVersion + 1 })
  expect(state()).toMatchObject({ kind: 'lost', reason: { en: expect.stringContaining('reload') } })
})

test('frames of an earlier connection reach nobody', async () => {
  const { client, attempts, latest, accept, timers } = start()
  const items: unknown[] = []
  await accept()
  client.open('status.watch', { input: () => null, onItem: item => void items.push(item) })
  const { id } = latest().sent.at(-1) as { id: number }
  latest().drop('gone')
  timers.pass(250)
  await accept()
  attempts[0]?.receive({ kind: 'item', id, item: 'stale' })
  attempts[1]?.receive({ kind: 'item', id, item: 'stale id' })
  expect(items).toEqual([])
})

test('closing leaves no timer behind and tells subscribers', async () => {
  const { client, timers, accept, state } = start()
  let told = 0
  client.connection.subscribe(() => {
    told += 1
  })
  await accept()
  client.close()
  client.close()
  expect(state()).toEqual({ kind: 'closed' })
  expect(told).toBe(2)
  expect(timers.waiting()).toBe(0)
})
