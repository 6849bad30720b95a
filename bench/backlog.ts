import { createManualClock } from '../src/simulator/clock.ts'
import { Queues } from '../src/simulator/queue/queues.ts'
import { createTrace } from '../src/simulator/trace/trace.ts'

/** What a backlog of a million receipts weighs, and what each costs on its way. Run with `node --expose-gc`. */
const count = 1_000_000
const bodyBytes = 300
const clock = createManualClock(Date.UTC(2026, 0, 1))
const queues = new Queues({ clock, wall: clock, trace: createTrace(), journal: null, faults: null })
queues.create('backlog')
const queue = queues.get('backlog')
if (queue === undefined || globalThis.gc === undefined) throw new Error('run with node --expose-gc')

const weigh = () => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}
const timed = (name: string, work: () => void) => {
  const started = performance.now()
  work()
  console.log(`${name.padEnd(8)} ${(((performance.now() - started) * 1000) / count).toFixed(2)} µs a message`)
}

const before = weigh()
let next = 0
const body = () => Buffer.from(`{"number":${next++}}`.padEnd(bodyBytes, ' ')).toString('latin1')
timed('send', () => {
  for (let sent = 0; sent < count; sent += 16) {
    clock.advance(1)
    queue.send(Array.from({ length: 16 }, () => ({ body: body() })))
  }
})
console.log(
  `active   ${Math.round((weigh() - before) / count)} bytes a message, bodies of ${bodyBytes} bytes included`,
)

const leases: string[] = []
timed('receive', () => {
  for (let taken = 0; taken < count; ) {
    queue.receive(16, 0, messages => {
      taken += messages?.length ?? 0
      for (const { lease } of messages ?? []) leases.push(lease)
    })
  }
})
timed('delete', () => {
  for (const lease of leases) if (queue.delete(lease) !== null) throw new Error('a held lease was refused')
})
leases.length = 0
console.log(`empty    ${Math.round((weigh() - before) / 1024)} KiB left in all`)
