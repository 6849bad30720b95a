import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededRandom } from '../../../src/simulator/random.ts'
import { type Simulator, startSimulator } from '../../../src/simulator/startSimulator.ts'
import { makeMalformed, malformedKinds } from './malformedRequests.ts'
import { call, sendBytes } from './wire.ts'

let simulator: Simulator
const surprises: unknown[] = []

beforeAll(async () => {
  simulator = await startSimulator({ onSurprise: error => surprises.push(error) })
  await call(simulator, { method: 'PUT', target: '/queues/q' })
})

afterAll(() => simulator.close())

async function stillServes(): Promise<boolean> {
  return (await call(simulator, { method: 'GET', target: '/queues/q' })).status === 200
}

test('what is no request is answered with an error in the usual format', async () => {
  const answer = await sendBytes(simulator, 'GARBAGE\r\n\r\n')
  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  expect(answer).toContain('<Code>InvalidRequestURL</Code>')
  expect(answer).toMatch(/x-mns-request-id: [0-9A-F]{24}/)
})

test('headers that never end are refused by their size', async () => {
  const answer = await sendBytes(
    simulator,
    `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`,
  )
  expect(answer).toMatch(/^HTTP\/1\.1 431 /)
})

test('nonsense after a good request on the same connection is refused, not the good one', async () => {
  const answer = await sendBytes(simulator, 'GET /queues/q HTTP/1.1\r\nHost: x\r\n\r\nNONSENSE\r\n\r\n')
  expect(answer).toContain('<Code>MissingAuthorizationHeader</Code>')
})

test.each(malformedKinds)('%s', async kind => {
  const random = seededRandom(1)
  for (let round = 0; round < 20; round++) {
    const { bytes, hangUpAfter } = makeMalformed(kind, random, simulator)
    const answer = await sendAndHangUp(bytes, hangUpAfter)
    if (answer !== '') expect(answer).toMatch(/^HTTP\/1\.1 [1-5]\d\d /)
  }
  expect(await stillServes()).toBe(true)
  expect(surprises).toEqual([])
})

/** Half-open connections are dropped by us: the server's own patience is counted in seconds. */
function sendAndHangUp(bytes: Uint8Array, hangUpAfter: 'answer' | 'writing'): Promise<string> {
  const { hostname, port } = new URL(simulator.endpoint)
  return new Promise(resolve => {
    let text = ''
    const socket = connect(Number(port), hostname, () => {
      socket.write(bytes, () => {
        if (hangUpAfter === 'writing') socket.destroy()
      })
    })
    socket.on('data', chunk => {
      text += chunk.toString('latin1')
      if (hangUpAfter === 'answer') socket.destroy()
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(text))
  })
}
