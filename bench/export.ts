import { cpSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildProgram, type Taken } from './builtProgram.ts'

/**
 * A whole directory exported through a running instance, which consumes a simulator's queue meanwhile, and from its
 * files: how long each took, by the clock and on processors, and the most memory of the exporting and of the serving
 * process. `--data` names a directory that million.ts filled; a copy of it is used. The yardstick is the program doing nothing.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join(tmpdir(), 'receiptscope-1000000') },
    format: { type: 'string', default: 'ndjson' },
    rate: { type: 'string', default: '700' },
  },
})
if (!existsSync(join(values.data, 'receipts.db'))) {
  console.error(`First fill it: node bench/million.ts --data ${values.data} --rates 0`)
  process.exit(1)
}
const directory = mkdtempSync(join(tmpdir(), 'receiptscope-export-'))
const data = join(directory, 'data')
const file = join(directory, `receipts.${values.format}`)
const config = join(directory, 'config.json')
cpSync(values.data, data, { recursive: true, filter: path => !path.endsWith('in-use.lock') })
const program = await buildProgram(directory)

const show = (name: string, { seconds, processorSeconds, megabytes }: Taken) =>
  console.log(
    `${name.padEnd(34)}${seconds.toFixed(1).padStart(7)} s${processorSeconds.toFixed(1).padStart(8)} s processor${megabytes.toFixed(0).padStart(6)} MB at most`,
  )

show('yardstick: doing nothing', await program.run(['export', '--help']))
const wanted = ['export', '--format', values.format, '--out', file]

const simulator = await program.open(['simulate', '--traffic', `rate=${values.rate}`])
const { endpoint, accessKeyId, accessKeySecret, smsQueues } = simulator.ready as unknown as {
  smsQueues: { SmsReport: string }
} & Record<'endpoint' | 'accessKeyId' | 'accessKeySecret', string>
const settings = {
  accounts: [{ name: 'simulator', endpoint, accessKeyId, accessKeySecret }],
  monitors: [
    {
      account: 'simulator',
      queue: smsQueues.SmsReport,
      type: 'SmsReport',
      mode: 'consume',
      parallel: 4,
      start: true,
    },
  ],
}
writeFileSync(config, JSON.stringify(settings))
const serving = await program.open(['serve', '--data', data, '--config', config, '--port', '0', '--no-open'])
const { url = '', api = '', token = '' } = serving.ready

async function countRows(): Promise<number> {
  const answer = await fetch(`${api}/status`, { headers: { authorization: `Bearer ${token}` } })
  const { store } = (await answer.json()) as { store: { rows: number } }
  return store.rows
}
const first = await countRows()
while ((await countRows()) < first + 2 * Number(values.rate)) await new Promise(done => setTimeout(done, 100))

const [rows, before] = [await countRows(), serving.measure()]
const through = await program.run([...wanted, '--url', url])
const [rowsThen, after] = [await countRows(), serving.measure()]
show('through an instance', through)
if (before !== null && after !== null) {
  show('the instance meanwhile', {
    seconds: through.seconds,
    processorSeconds: after.processorSeconds - before.processorSeconds,
    megabytes: after.peak,
  })
  console.log(
    `  ${before.resident.toFixed(0)} MB before; ${((rowsThen - rows) / through.seconds).toFixed(0)} receipts/s consumed meanwhile`,
  )
}
await serving.close()
await simulator.close()
show('from the files', await program.run([...wanted, '--data', data]))
console.log(
  `${rows.toLocaleString('en')} receipts, ${(statSync(file).size / 2 ** 20).toFixed(0)} MB, load ${loadavg()[0]?.toFixed(0)}; goal: a million in 20 s and 200 MB`,
)
rmSync(directory, { recursive: true })
