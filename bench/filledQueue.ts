import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Surroundings } from '../src/simulator/part.ts'
import { startSimulator } from '../src/simulator/startSimulator.ts'
import { reportBody } from './receiptBodies.ts'

/** Our simulator with one queue full of receipts, in a process of its own; ends when told to. */
const [queue = 'receipts', count = '1000'] = process.argv.slice(2)
let around: Surroundings | null = null
const simulator = await startSimulator({
  accessKeySecret: 'bench',
  parts: [
    given => {
      around = given
      return { name: 'bench' }
    },
  ],
})
const inside = around as Surroundings | null
if (inside === null) throw new Error('the simulator made no parts')
inside.ensureQueue(queue)
for (let index = 0; index < Number(count); index++) {
  inside.enqueue(queue, reportBody(index))
  if (index % 5000 === 0) await nextTurn()
}
const { endpoint, accessKeyId, accessKeySecret } = simulator
process.stdout.write(`${JSON.stringify({ endpoint, accessKeyId, accessKeySecret })}\n`)
process.on('SIGTERM', () => void simulator.close().then(() => process.exit(0)))
