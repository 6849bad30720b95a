import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'

/** From the start of the process to its end; the most memory it had. */
export type Taken = { seconds: number; processorSeconds: number; megabytes: number }

const project = join(import.meta.dirname, '..')

/** The command line as people get it, bundled into a directory; run from its sources it would hold a compiler too. */
export async function buildProgram(directory: string) {
  await build({
    root: project,
    configFile: join(project, 'vite.headless.config.ts'),
    logLevel: 'error',
    build: { outDir: join(directory, 'out/headless'), emptyOutDir: false },
  })
  symlinkSync(join(project, 'node_modules'), join(directory, 'node_modules'))
  writeFileSync(join(directory, 'package.json'), '{ "version": "0.0.0", "type": "module" }')
  writeFileSync(
    join(directory, 'run.mjs'),
    "import { run } from './out/headless/cli.js'\nprocess.exitCode = await run(process.argv.slice(2))\n",
  )
  // The window need not be built for this.
  mkdirSync(join(directory, 'out/renderer'), { recursive: true })
  writeFileSync(join(directory, 'out/renderer/index.html'), '<!doctype html><title>none</title>')

  const start = (args: string[]): ChildProcess =>
    spawn(
      process.execPath,
      ['--import', join(import.meta.dirname, 'tellTaken.mjs'), join(directory, 'run.mjs'), ...args],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    )
  return {
    /** Runs it to its end. */
    async run(args: string[]): Promise<Taken> {
      const child = start(args)
      child.stdout?.resume()
      return taken(child)
    },
    /** Starts what goes on; its ready line. */
    async open(args: string[]) {
      const child = start(args)
      const ended = taken(child)
      const lines = createInterface({ input: child.stdout ?? process.stdin })[Symbol.asyncIterator]()
      const ready = JSON.parse(String((await lines.next()).value)) as Record<string, string>
      return {
        ready,
        measure: () => measure(child.pid ?? 0),
        close(): Promise<Taken> {
          child.kill('SIGTERM')
          return ended
        },
      }
    },
  }
}

async function taken(child: ChildProcess): Promise<Taken> {
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', text => {
    said += text
  })
  const [code] = (await once(child, 'close')) as [number]
  if (code !== 0) throw new Error(said)
  return JSON.parse(said.trim().split('\n').at(-1) ?? '') as Taken
}

/** What a process has taken up to now; only Linux tells. */
function measure(pid: number): { processorSeconds: number; peak: number; resident: number } | null {
  const status = `/proc/${pid}/status`
  if (!existsSync(status)) return null
  const text = readFileSync(status, 'utf8')
  const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(text)?.[1]) / 1024
  const times = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  const ticks = Number(times[11]) + Number(times[12])
  return { processorSeconds: ticks / 100, peak: megabytes('VmHWM'), resident: megabytes('VmRSS') }
}
