import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startCertificateHost } from '../src/core/doctor/certificateHost.ts'
import { type Child, startChild } from './child.ts'
import { writePushFile } from './pushFile.ts'

/**
 * Signed pushes of 1 KiB (RSA-2048) over 32 connections, checked and durable before each answer: our endpoint beside a bare
 * yardstick that does no more than that, and beside mockttp, which only remembers, where it is installed. Each contender gets the
 * same pushes in every turn, the first of them unmeasured, until its code is warm; the medians are compared.
 *
 * With `--memory COUNT` our endpoint alone takes that many, and what its process weighs is printed, by kinds. These are signed with
 * 512 bits: a million signatures with 2048 take ten minutes to make.
 */
const { values } = parseArgs({
  options: {
    pushes: { type: 'string', default: '20000' },
    warm: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '32' },
    memory: { type: 'string' },
    profile: { type: 'boolean', default: false },
  },
})
const count = Number(values.pushes)
const warm = Number(values.warm)
type Load = { perSecond: number; p50: number; p99: number; longest: number; cpu: number }
type Work = {
  cpu: number
  mainThread: number
  memory: NodeJS.MemoryUsage
  stored: number
  longestHold?: number
}
type Turn = Load & { work: Work }

const directory = mkdtempSync(join(tmpdir(), 'receiptscope-bench-'))
const files = { warm: join(directory, 'warm'), pushes: join(directory, 'pushes') }
const certificates = await startCertificateHost(
  0,
  '127.0.0.1',
  values.memory === undefined ? 'modern' : 'legacy',
)
const urlOf = ({ line }: Child) => (line as { url: string }).url
const loadFrom = async (server: Child, file: string) =>
  (await startChild('pushLoad.ts', [urlOf(server), file, values.connections])).line as Load

try {
  if (values.memory === undefined) await compare()
  else await weigh(Number(values.memory))
} finally {
  await certificates.stop()
  rmSync(directory, { recursive: true })
}

async function compare(): Promise<void> {
  const contenders = new Map([
    ['receiptscope', 'pushEndpoint.ts'],
    ['bare yardstick', 'pushYardstick.ts'],
    ['mockttp', 'pushMockttp.mjs'],
  ])
  if (!existsSync(join(import.meta.dirname, 'node_modules/mockttp'))) {
    console.log('mockttp is left out: it is not installed in this folder')
    contenders.delete('mockttp')
  }
  await writePushFile(files.warm, certificates.signer, warm)
  await writePushFile(files.pushes, certificates.signer, count, warm)
  const turns = new Map<string, Turn[]>()
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const [name, script] of contenders) {
      const profile = values.profile && round === 0 ? ['--cpu-prof', '--cpu-prof-dir=.cache/profiles'] : []
      const turn = await takeTurn(script, profile)
      if (turn.work.stored !== warm + count) {
        throw new Error(`${name} kept ${turn.work.stored} of ${warm + count} pushes`)
      }
      turns.set(name, [...(turns.get(name) ?? []), turn])
    }
  }
  for (const [name, all] of turns) console.log(describeTurns(name, all))
  const rateOf = (name: string) => median((turns.get(name) ?? []).map(({ perSecond }) => perSecond))
  const ours = rateOf('receiptscope')
  const ratio = (name: string, wanted: number) =>
    turns.has(name) &&
    console.log(`ratio to ${name.padEnd(15)} ${(ours / rateOf(name)).toFixed(2)} (wanted: ${wanted})`)
  ratio('bare yardstick', 0.9)
  ratio('mockttp', 2)
}

async function takeTurn(script: string, nodeOptions: string[]): Promise<Turn> {
  const server = await startChild(script, [certificates.host], nodeOptions)
  await loadFrom(server, files.warm)
  const begun = (await server.ask()) as Work
  const load = await loadFrom(server, files.pushes)
  const ended = (await server.stop()) as Work
  const work = { ...ended, cpu: ended.cpu - begun.cpu, mainThread: ended.mainThread - begun.mainThread }
  return { ...load, work }
}

function describeTurns(name: string, all: readonly Turn[]): string {
  const middle = (pick: (turn: Turn) => number, digits = 0) => median(all.map(pick)).toFixed(digits)
  const hold = Math.max(...all.map(({ work }) => work.longestHold ?? 0))
  return [
    `${name.padEnd(15)} ${middle(({ perSecond }) => perSecond).padStart(6)} pushes/s`,
    `${middle(({ work }) => work.cpu / count)} µs of processor each, ${middle(({ work }) => work.mainThread / count)} on the main thread`,
    `(the sender ${middle(({ cpu }) => cpu)})  `,
    `p50 ${middle(({ p50 }) => p50, 1)} ms, p99 ${middle(({ p99 }) => p99, 1)} ms`,
    hold === 0 ? '' : `longest hold ${hold.toFixed(0)} ms`,
  ].join('  ')
}

async function weigh(total: number): Promise<void> {
  const server = await startChild('pushEndpoint.ts', [certificates.host])
  const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0).padStart(4)
  for (let sent = 0; sent < total; sent += count) {
    await writePushFile(files.pushes, certificates.signer, count, sent)
    const { p99 } = await loadFrom(server, files.pushes)
    const { memory } = (await server.ask()) as Work
    console.log(
      `${String(sent + count).padStart(8)} pushes  ${mebibytes(memory.rss)} MiB: heap ${mebibytes(memory.heapTotal)}, ` +
        `of it in use ${mebibytes(memory.heapUsed)}, outside ${mebibytes(memory.external)}   p99 ${p99.toFixed(1)} ms`,
    )
  }
  const { stored } = (await server.stop()) as Work
  console.log(`${stored} stored`)
}

function median(numbers: number[]): number {
  return numbers.toSorted((left, right) => left - right)[numbers.length >> 1] ?? 0
}
