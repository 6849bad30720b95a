import { connect } from 'node:net'
import { seededRandom } from '../src/simulator/random.ts'
import { makeMalformed, malformedKinds } from '../test/integration/simulator/malformedRequests.ts'
import { call } from '../test/integration/simulator/wire.ts'
import { startChild } from './child.ts'

/** `node bench/malformed.ts [count]`: does the simulator still serve after so many wrong requests of every kind? */
const count = Number(process.argv[2] ?? 100_000)
const child = await startChild('ourSimulator.ts')
const server = child.line as { endpoint: string; accessKeyId: string; accessKeySecret: string }
const { hostname, port } = new URL(server.endpoint)
const random = seededRandom(2026)
const answers = new Map<string, number>()
await call(server, { method: 'PUT', target: '/queues/q' })

function sendOne(number: number): Promise<void> {
  const kind = malformedKinds[number % malformedKinds.length] ?? 'random bytes'
  const { bytes, hangUpAfter } = makeMalformed(kind, random, server)
  return new Promise(resolve => {
    let answer = 'no answer'
    const socket = connect(Number(port), hostname, () => {
      socket.write(bytes, () => {
        if (hangUpAfter === 'writing') socket.destroy()
      })
    })
    socket.on('data', chunk => {
      answer = chunk.toString('latin1', 9, 12)
      socket.destroy()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      const key = `${kind.padEnd(30)} ${answer}`
      answers.set(key, (answers.get(key) ?? 0) + 1)
      resolve()
    })
  })
}

let next = 0
const started = performance.now()
const worker = async () => {
  while (next < count) await sendOne(next++)
}
await Promise.all(Array.from({ length: 64 }, worker))
const seconds = (performance.now() - started) / 1000
for (const [key, times] of [...answers].toSorted()) console.log(`${key}  ${times}`)
const { status } = await call(server, { method: 'GET', target: '/queues/q' })
console.log(`${count} wrong requests in ${seconds.toFixed(1)} s; a good one afterwards: ${status}`)
await child.stop()
process.exitCode = status === 200 ? 0 : 1
