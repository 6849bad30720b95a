import { RawClient } from './rawClient.ts'
import { type Exchange, mnsWire, sqsWire } from './wires.ts'

/** Sends, receives and deletes over a few connections for a while, and prints how many messages went round. */
const [kind = '', size = '', json = '{}', seconds = '5', connections = '8'] = process.argv.slice(2)
const server = JSON.parse(json)
const wire = (kind === 'mns' ? mnsWire : sqsWire)(server, size === 'single')
const clients = await Promise.all(
  Array.from({ length: Number(connections) }, () => RawClient.connect(server.endpoint)),
)

async function ask(client: RawClient, exchange: Exchange): Promise<string> {
  const { status, body } = await client.ask(exchange)
  if (status === 404) return ''
  if (status < 300) return body
  throw new Error(`${exchange.method} ${exchange.path}: ${status} ${body.slice(0, 300)}`)
}

for (const client of clients.slice(0, 1)) await ask(client, wire.create())
let messages = 0
let total = 0
let measuring = false
let done = false

async function work(client: RawClient): Promise<void> {
  while (!done) {
    await ask(client, wire.send())
    const leases = wire.leases(await ask(client, wire.receive()))
    if (leases.length > 0) await ask(client, wire.remove(leases))
    total += leases.length
    if (measuring) messages += leases.length
  }
}

const workers = clients.map(work)
await new Promise(resolve => setTimeout(resolve, 1500))
const started = performance.now()
measuring = true
await new Promise(resolve => setTimeout(resolve, Number(seconds) * 1000))
measuring = false
const perSecond = (messages * 1000) / (performance.now() - started)
done = true
await Promise.all(workers)
for (const client of clients) client.close()
process.stdout.write(`${JSON.stringify({ perSecond: Math.round(perSecond), total })}\n`)
