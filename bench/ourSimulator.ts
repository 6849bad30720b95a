import { startSimulator } from '../src/simulator/startSimulator.ts'

/** Our simulator in a process of its own: prints where it listens and its keys, and the processor time it took (µs) when told to stop. */
const [state] = process.argv.slice(2)
const simulator = await startSimulator({
  accessKeySecret: 'bench',
  ...(state === undefined ? {} : { state }),
})
const { endpoint, accessKeyId, accessKeySecret } = simulator
process.stdout.write(`${JSON.stringify({ endpoint, accessKeyId, accessKeySecret })}\n`)
const started = process.cpuUsage()
process.on('SIGTERM', () => {
  const { user, system } = process.cpuUsage(started)
  process.stdout.write(`${JSON.stringify({ cpu: user + system })}\n`)
  void simulator.close().then(() => process.exit(0))
})
