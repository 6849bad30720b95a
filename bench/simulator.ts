import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChild } from './child.ts'

/**
 * Send a batch, receive a batch, delete a batch, over HTTP on loopback, from another process: our simulator beside
 * fauxqs at its own protocol, in turns, so that a busy machine slows both. `--seconds N --rounds N --profile`.
 */
function option(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : Number(process.argv[at + 1])
}
const seconds = option('seconds', 5)
const rounds = option('rounds', 3)
const profile = process.argv.includes('--profile') ? ['--cpu-prof', '--cpu-prof-dir=.cache/profiles'] : []

type Result = { perSecond: number; cpu: number }
type Contender = {
  name: string
  kind: 'mns' | 'sqs' | 'mns-client' | 'sqs-client'
  size: 'batch' | 'single'
  state: boolean
  results: Result[]
}
const contender = (
  name: string,
  kind: Contender['kind'],
  size: Contender['size'],
  state = false,
): Contender => ({
  name,
  kind,
  size,
  state,
  results: [],
})
const contenders = [
  contender('receiptscope, batches of 16', 'mns', 'batch'),
  contender('fauxqs, batches of 10', 'sqs', 'batch'),
  contender('receiptscope, one by one', 'mns', 'single'),
  contender('fauxqs, one by one', 'sqs', 'single'),
  contender('receiptscope, @alicloud/mns, batches', 'mns-client', 'batch'),
  contender('fauxqs, @aws-sdk, batches', 'sqs-client', 'batch'),
  contender('receiptscope, @alicloud/mns, singly', 'mns-client', 'single'),
  contender('fauxqs, @aws-sdk, singly', 'sqs-client', 'single'),
  contender('receiptscope --state, batches of 16', 'mns', 'batch', true),
]

for (let round = 1; round <= rounds; round++) {
  for (const { name, kind, size, state, results } of contenders) {
    const directory = state ? [mkdtempSync(join(tmpdir(), 'receiptscope-bench-'))] : []
    const server = await startChild(
      kind.startsWith('mns') ? 'ourSimulator.ts' : 'fauxqs.mjs',
      directory,
      profile,
    )
    const load = await startChild('load.ts', [kind, size, JSON.stringify(server.line), String(seconds)])
    const { perSecond, total } = load.line as { perSecond: number; total: number }
    const { cpu } = (await server.stop()) as { cpu: number }
    results.push({ perSecond, cpu: cpu / total })
    for (const path of directory) rmSync(path, { recursive: true, force: true })
    console.log(`round ${round}  ${describe(name, { perSecond, cpu: cpu / total })}`)
  }
}

for (const { name, results } of contenders) console.log(`median   ${describe(name, medianOf(results))}`)
const [ourBatch, theirBatch, ourSingle, theirSingle, ourClient, theirClient] = contenders.map(
  ({ results }) => medianOf(results).perSecond,
)
console.log(
  `ratio    ${ratio(ourBatch, theirBatch)} batch to batch, ${ratio(ourSingle, theirSingle)} one by one, ${ratio(ourBatch, theirSingle)} our batches to their single messages, ${ratio(ourClient, theirClient)} through the published clients`,
)

function describe(name: string, { perSecond, cpu }: Result): string {
  return `${name.padEnd(36)} ${String(perSecond).padStart(6)} messages/s, ${cpu.toFixed(1).padStart(5)} µs of processor each`
}

function medianOf(results: Result[]): Result {
  const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  return {
    perSecond: middle(results.map(result => result.perSecond)),
    cpu: middle(results.map(result => result.cpu)),
  }
}

function ratio(ours = 0, theirs = 0): string {
  return `${(ours / theirs).toFixed(1)} ×`
}
