import { createRequire } from 'node:module'

/** Alibaba's own client receives and deletes a queue in batches, and stores nothing. Prints what it cost. */
type Received = { body: { ReceiptHandle: string }[] }
type MnsClient = {
  batchReceiveMessage(queue: string, count: number, waitSeconds: number): Promise<Received>
  batchDeleteMessage(queue: string, leases: string[]): Promise<unknown>
}
type Options = { endpoint: string; accessKeyId: string; accessKeySecret: string }
const Client = createRequire(import.meta.url)('@alicloud/mns') as new (
  account: string,
  options: Options,
) => MnsClient

const [server = '{}', queue = '', count = '0', lanes = '16'] = process.argv.slice(2)
const client = new Client('1234567890123456', JSON.parse(server) as Options)
let left = Number(count)
const cpu = process.cpuUsage()
const started = performance.now()

async function work(): Promise<void> {
  while (left > 0) {
    const leases = await client.batchReceiveMessage(queue, 16, 0).then(
      ({ body }) => body.map(message => message.ReceiptHandle),
      (error: Error) => {
        if (error.name.includes('MessageNotExist')) return []
        throw error
      },
    )
    if (leases.length === 0) return
    await client.batchDeleteMessage(queue, leases)
    left -= leases.length
  }
}

await Promise.all(Array.from({ length: Number(lanes) }, work))
if (left !== 0) throw new Error(`${left} messages were not deleted`)
const seconds = (performance.now() - started) / 1000
const { user, system } = process.cpuUsage(cpu)
process.stdout.write(`${JSON.stringify({ seconds, cpu: user + system })}\n`)
process.exit(0)
