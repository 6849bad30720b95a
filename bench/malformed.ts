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

/** Connections that say half a request and then nothing: the server must be the one to hang up. */
const stalled = Array.from({ length: 500 }, (_, at) => {
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  socket.resume()
  socket.write(
    at % 2 === 0 ? 'GET / HTTP/1.1\r\nHost:' : 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx',
  )
  return new Promise<void>(resolve => socket.on('close', () => resolve()))
})

let next = 0
const started = performance.now()
const worker = async () => {
  while (next < count) await sendOne(next++)
}
await Promise.all(Array.from({ length: 64 }, worker))
const seconds = (performance.now() - started) / 1000
for (const [key, times] of [...answers].toSorted()) console.log(`${key}  ${times}`)
await Promise.all(stalled)
console.log(
  `${stalled.length} connections that stalled were closed ${((performance.now() - started) / 1000).toFixed(1)} s after the start`,
)
const { status } = await call(server, { method: 'GET', target: '/queues/q' })
console.log(`${count} wrong requests in ${seconds.toFixed(1)} s; a good one afterwards: ${status}`)
await child.stop()
process.exitCode = status === 200 ? 0 : 1
