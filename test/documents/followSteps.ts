import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findMissing } from './matchOutput.ts'
import type { Step } from './readSteps.ts'

export type Report = {
  ran: number
  skipped: { line: number; reason: string }[]
  /** The first thing that did not come as promised; nothing after it was tried. */
  failure: { line: number; script: string; what: string; output: string } | null
}

export type Surroundings = {
  directory: string
  home: string
  environment: Record<string, string | undefined>
}

/** Long enough for a first build on a busy machine. */
const patienceMilliseconds = 180_000

/** Does what the steps say in one directory, as one reader with as many terminals as it takes. */
export async function followSteps(steps: readonly Step[], around: Surroundings): Promise<Report> {
  const report: Report = { ran: 0, skipped: [], failure: null }
  const terminals: ChildProcess[] = []
  mkdirSync(around.home, { recursive: true })
  writeFileSync(join(around.home, 'terminal'), '')
  try {
    for (const step of steps) {
      if (step.kind === 'write') writeStep(step, around)
      else if (step.kind === 'skip') report.skipped.push({ line: step.line, reason: step.reason })
      else {
        const { line, script } = step
        const absent = findAbsentTool(script)
        if (absent !== null) {
          report.skipped.push({ line, reason: `${absent} is not installed here` })
          continue
        }
        const { what, output, child } = await runStep(step, around)
        if (child !== null) terminals.push(child)
        if (what !== null) return { ...report, failure: { line, script, what, output } }
        report.ran += 1
      }
    }
    return report
  } finally {
    await Promise.all(terminals.map(endGroup))
  }
}

function writeStep({ file, text }: { file: string; text: string }, { directory }: Surroundings): void {
  mkdirSync(dirname(join(directory, file)), { recursive: true })
  writeFileSync(join(directory, file), text)
}

/** What a recipe for another language needs; everything else is needed anyway. */
function findAbsentTool(script: string): string | null {
  const tools = ['python3', 'java', 'curl'].filter(tool => new RegExp(`(^|\\| )${tool} `, 'm').test(script))
  return tools.find(tool => spawnSync('bash', ['-c', `command -v ${tool}`]).status !== 0) ?? null
}

type Ran = { what: string | null; output: string; child: ChildProcess | null }

/** Variables last from one command to the next, as in a terminal. */
async function runStep(step: Step & { kind: 'run' | 'keep-running' }, around: Surroundings): Promise<Ran> {
  const state = join(around.home, 'terminal')
  const keeps = step.kind === 'keep-running'
  const script = keeps
    ? `set -a; . '${state}'; set +a\n${step.script}\n`
    : `set -euo pipefail; set -a; . '${state}'\n${step.script}\nexport -p > '${state}'\n`
  const child = spawn('bash', ['-c', script], {
    cwd: around.directory,
    env: { ...around.environment, HOME: around.home, XDG_DATA_HOME: join(around.home, 'share') },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let output = ''
  const missing = () => (step.promised === null ? null : findMissing(step.promised, output))
  const ended = await new Promise<'running' | 'late' | number>(resolve => {
    const timer = setTimeout(() => resolve('late'), patienceMilliseconds)
    const settle = (how: 'running' | number) => {
      clearTimeout(timer)
      resolve(how)
    }
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', text => {
        output += text
        if (keeps && missing() === null) settle('running')
      })
    }
    child.once('close', code => settle(code ?? -1))
  })
  const ran = (what: string | null): Ran => ({
    what,
    output,
    child: typeof ended === 'number' ? null : child,
  })
  if (typeof ended === 'number' && ended !== 0) return ran(`ended with ${ended}`)
  const lacks = missing()
  if (lacks !== null) return ran(`promised but not seen: ${lacks}`)
  return ran(ended === 'late' ? `not done after ${patienceMilliseconds / 1000} s` : null)
}

/** Ends a terminal with all that runs in it. */
async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return
  const ended = once(child, 'exit')
  signalGroup(child.pid, 'SIGTERM')
  const cut = setTimeout(() => signalGroup(child.pid ?? 0, 'SIGKILL'), 8000)
  await ended
  clearTimeout(cut)
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal)
  } catch {
    // It is gone already.
  }
}
