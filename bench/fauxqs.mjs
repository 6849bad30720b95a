import { startFauxqs } from 'fauxqs'

/** The neighbour in a process of its own: prints where it listens, and the processor time it took (µs) when told to stop. */
const server = await startFauxqs({ port: 0, logger: false })
process.stdout.write(`${JSON.stringify({ endpoint: server.address.replace('0.0.0.0', '127.0.0.1') })}\n`)
const started = process.cpuUsage()
process.on('SIGTERM', () => {
  const { user, system } = process.cpuUsage(started)
  process.stdout.write(`${JSON.stringify({ cpu: user + system })}\n`)
  void server.stop().then(() => process.exit(0))
})
