import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'

/**
 * A whole directory exported from its files, and through a running instance that takes in the simulator's messages
 * meanwhile: how long each took, and the most memory of the exporting and of the serving process. `--data` names a
 * directory that million.ts filled. The yardstick is a process that loads the program and does nothing.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join(tmpdir(), 'receiptscope-1000000') },
    format: { type: 'string', default: 'ndjson' },
  },
})
if (!existsSync(join(values.data, 'receipts.db'))) {
  console.error(`First fill it: node bench/million.ts --data ${values.data} --rates 0`)
  process.exit(1)
}
type Taken = { seconds: number; processorSeconds: number; megabytes: number }
const launcher = join(import.meta.dirname, 'commandLine.ts')
const directory = mkdtempSync(join(tmpdir(), 'receiptscope-export-'))
const file = join(directory, `receipts.${values.format}`)

// The window need not be built for this.
mkdirSync(join(directory, 'out/renderer'), { recursive: true })
writeFileSync(join(directory, 'package.json'), '{ "version": "0.0.0" }')
writeFileSync(join(directory, 'out/renderer/index.html'), '<!doctype html><title>none</title>')

const start = (args: string[]): ChildProcess =>
  spawn(process.execPath, [launcher, ...args], {
    env: { ...process.env, BENCH_ROOT: directory },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

async function taken(args: string[]): Promise<Taken> {
  const child = start(args)
  let errors = ''
  child.stderr?.setEncoding('utf8').on('data', text => {
    errors += text
  })
  child.stdout?.resume()
  const [code] = (await once(child, 'close')) as [number]
  if (code !== 0) throw new Error(errors)
  return JSON.parse(errors.trim().split('\n').at(-1) ?? '') as Taken
}

/** The most memory a process has had, in megabytes; only Linux tells. */
function peakOf({ pid }: ChildProcess): number | null {
  const status = `/proc/${pid}/status`
  const found = existsSync(status) ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8')) : null
  return found === null ? null : Number(found[1]) / 1024
}

const show = (name: string, { seconds, processorSeconds, megabytes }: Taken) =>
  console.log(
    `${name.padEnd(30)}${seconds.toFixed(1).padStart(8)} s ${processorSeconds.toFixed(1).padStart(8)} s processor ${megabytes.toFixed(0).padStart(6)} MB`,
  )

show('yardstick: doing nothing', await taken(['export', '--help']))
const wanted = ['export', '--format', values.format, '--out', file]
const serving = start(['serve', '--data', values.data, '--port', '0', '--no-open', '--demo'])
serving.stderr?.resume()
const lines = createInterface({ input: serving.stdout ?? process.stdin })[Symbol.asyncIterator]()
const { url } = JSON.parse(String((await lines.next()).value)) as { url: string }
const before = peakOf(serving)
show('through an instance', await taken([...wanted, '--url', url]))
console.log(
  `the instance: ${before?.toFixed(0)} MB before, ${peakOf(serving)?.toFixed(0)} MB after, while consuming`,
)
serving.kill('SIGTERM')
await once(serving, 'close')
show('from the files', await taken([...wanted, '--data', values.data]))
console.log(
  `${(statSync(file).size / 2 ** 20).toFixed(0)} MB written (goal: a million receipts in 20 s and 200 MB)`,
)
rmSync(directory, { recursive: true })
