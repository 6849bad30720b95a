import { readFileSync } from 'node:fs'
import { RawClient } from './rawClient.ts'

/**
 * Sends the pushes of a file, each once, over kept connections as quickly as they are answered. Prints the rate and the times
 * between a push and its answer.
 */
const [url = '', path = '', connections = '32'] = process.argv.slice(2)
const pushes: string[] = readFileSync(path, 'latin1').split('\0').slice(0, -1)
const clients = await Promise.all(Array.from({ length: Number(connections) }, () => RawClient.connect(url)))
const times = new Float64Array(pushes.length)
let next = 0
const work = async (client: RawClient): Promise<void> => {
  while (next < pushes.length) {
    const at = next++
    const sent = performance.now()
    const { status, body } = await client.askBytes(pushes[at] ?? '')
    times[at] = performance.now() - sent
    if (status !== 204) throw new Error(`A push was answered with ${status}: ${body}`)
  }
}
const cpu = process.cpuUsage()
const started = performance.now()
await Promise.all(clients.map(work))
const seconds = (performance.now() - started) / 1000
const { user, system } = process.cpuUsage(cpu)
times.sort()
const quantile = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
process.stdout.write(
  `${JSON.stringify({
    perSecond: Math.round(pushes.length / seconds),
    p50: quantile(0.5),
    p99: quantile(0.99),
    longest: quantile(1),
    cpu: (user + system) / pushes.length,
  })}\n`,
)
for (const client of clients) client.close()
