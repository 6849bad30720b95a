import { parseArgs } from 'node:util'
import { startChild } from './child.ts'
import { describeShares } from './threadTimes.ts'
import { describeHolds, type Holds } from './watchHolds.ts'

/**
 * Consuming, storing and deleting beside Alibaba's client, which stores nothing. Both drain the same queue of the same
 * simulator, which runs in a process of its own; they take turns, and the medians are compared.
 */
const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '60000' },
    rounds: { type: 'string', default: '3' },
    lanes: { type: 'string', default: '16' },
    profile: { type: 'boolean', default: false },
  },
})
const count = Number(values.messages)
const queue = 'receipts'
type Turn = { seconds: number; cpu: number; holds?: Holds; shares?: Record<string, number>; idle?: number }

async function turn(script: string): Promise<Turn> {
  const simulator = await startChild('filledQueue.ts', [queue, values.messages])
  const nodeOptions = values.profile && script === 'consumeStored.ts' ? ['--cpu-prof'] : []
  const consumer = await startChild(
    script,
    [JSON.stringify(simulator.line), queue, values.messages, values.lanes],
    nodeOptions,
  )
  if (!values.profile) await consumer.stop()
  await simulator.stop()
  return consumer.line as Turn
}

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0
const contenders = {
  'receiptscope, stored': 'consumeStored.ts',
  '@alicloud/mns, stored nowhere': 'consumeUnstored.ts',
}
const turns = new Map<string, Turn[]>()
for (let round = 0; round < Number(values.rounds); round++) {
  for (const [name, script] of Object.entries(contenders)) {
    turns.set(name, [...(turns.get(name) ?? []), await turn(script)])
  }
}
const rates: number[] = []
for (const [name, all] of turns) {
  const rate = median(all.map(({ seconds }) => count / seconds))
  const cpu = median(all.map(one => one.cpu / count))
  rates.push(rate)
  console.log(
    `${name.padEnd(30)} ${rate.toFixed(0).padStart(7)} messages/s ${cpu.toFixed(1).padStart(6)} µs of processor each`,
  )
  for (const { shares, holds, idle } of all) {
    if (shares !== undefined)
      console.log(`  by thread, µs: ${describeShares(shares)}; the first one idle: ${idle?.toFixed(1)}`)
    if (holds !== undefined) console.log(`  ${describeHolds(holds)}`)
  }
}
const [ours = 0, theirs = 1] = rates
console.log(`ratio ${(ours / theirs).toFixed(2)} (yardstick: 1, at 30,000/s)`)
