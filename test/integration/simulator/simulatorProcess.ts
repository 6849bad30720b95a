import { startSimulator } from '../../../src/simulator/startSimulator.ts'

/** A simulator in a process of its own, to be killed: prints where it listens, and ends only by force. */
const [directory = '', accessKeySecret = ''] = process.argv.slice(2)
const { endpoint, accessKeyId } = await startSimulator({ state: directory, accessKeySecret })
process.stdout.write(`${JSON.stringify({ endpoint, accessKeyId, accessKeySecret })}\n`)
