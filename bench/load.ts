import { type Client, mnsClient, sqsClient } from './clients.ts'
import { RawClient } from './rawClient.ts'
import { type Exchange, mnsWire, sqsWire, type Wire } from './wires.ts'

/** Sends, receives and deletes over a few connections for a while, and prints how many messages went round. */
const [kind = '', size = '', json = '{}', seconds = '5', connections = '8'] = process.argv.slice(2)
const server = JSON.parse(json)
const lanes = Array.from({ length: Number(connections) })
const clients = await Promise.all(lanes.map(() => openClient(size === 'single')))

function openClient(single: boolean): Client | Promise<Client> {
  switch (kind) {
    case 'mns':
      return rawClient(mnsWire(server, single))
    case 'sqs':
      return rawClient(sqsWire(server, single))
    case 'mns-client':
      return mnsClient(server, single)
    case 'sqs-client':
      return sqsClient(server, single)
    default:
      throw new Error(`${kind} is no kind of load`)
  }
}

async function rawClient(wire: Wire): Promise<Client> {
  const connection = await RawClient.connect(server.endpoint)
  const ask = async (exchange: Exchange): Promise<string> => {
    const { status, body } = await connection.ask(exchange)
    if (status === 404) return ''
    if (status < 300) return body
    throw new Error(`${exchange.method} ${exchange.path}: ${status} ${body.slice(0, 300)}`)
  }
  return {
    create: () => ask(wire.create()),
    async round() {
      await ask(wire.send())
      const leases = wire.leases(await ask(wire.receive()))
      if (leases.length > 0) await ask(wire.remove(leases))
      return leases.length
    },
  }
}

await clients[0]?.create()
let messages = 0
let total = 0
let measuring = false
let done = false

async function work(client: Client): Promise<void> {
  while (!done) {
    const count = await client.round()
    total += count
    if (measuring) messages += count
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
process.stdout.write(`${JSON.stringify({ perSecond: Math.round(perSecond), total })}\n`, () =>
  process.exit(0),
)
