import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startCertificateHost } from '../src/core/doctor/certificateHost.ts'
import { type Child, startChild } from './child.ts'
import { writePushFile } from './pushFile.ts'

/**
 * Signed pushes of 1 KiB (RSA-2048) over 32 connections, checked and durable before each answer: our endpoint beside a bare
 * yardstick that does no more than that, and beside mockttp, which only remembers. Every turn sends the same new pushes to each,
 * and the medians are compared. With `--memory COUNT` our endpoint alone takes that many, and what its process weighs is printed.
 */
const { values } = parseArgs({
  options: {
    pushes: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '32' },
    memory: { type: 'string' },
    profile: { type: 'boolean', default: false },
  },
})
const count = Number(values.pushes)
type Load = { perSecond: number; p50: number; p99: number; longest: number; cpu: number }
type Work = { cpu: number; mainThread: number; memory: number; stored: number; longestHold?: number }
type Turn = Load & { work: Work }

const directory = mkdtempSync(join(tmpdir(), 'receiptscope-bench-'))
const file = join(directory, 'pushes')
const certificates = await startCertificateHost(0)
const urlOf = ({ line }: Child) => (line as { url: string }).url
const loadFrom = async (server: Child) =>
  (await startChild('pushLoad.ts', [urlOf(server), file, values.connections])).line as Load

try {
  if (values.memory === undefined) await compare()
  else await weigh(Number(values.memory))
} finally {
  await certificates.stop()
  rmSync(directory, { recursive: true })
}

async function compare(): Promise<void> {
  const contenders = {
    receiptscope: 'pushEndpoint.ts',
    'bare yardstick': 'pushYardstick.ts',
    mockttp: 'pushMockttp.mjs',
  }
  const turns = new Map<string, Turn[]>()
  for (let round = 0; round < Number(values.rounds); round++) {
    await writePushFile(file, certificates.signer, count)
    for (const [name, script] of Object.entries(contenders)) {
      const profile = values.profile && round === 0 ? ['--cpu-prof', '--cpu-prof-dir=.cache/profiles'] : []
      const server = await startChild(script, [certificates.host], profile)
      const load = await loadFrom(server)
      const ended = (await server.stop()) as Work
      const begun = server.line as Work
      const work = { ...ended, cpu: ended.cpu - begun.cpu, mainThread: ended.mainThread - begun.mainThread }
      if (work.stored !== count) throw new Error(`${name} kept ${work.stored} of ${count} pushes`)
      turns.set(name, [...(turns.get(name) ?? []), { ...load, work }])
    }
  }
  const rates: number[] = []
  for (const [name, all] of turns) {
    const middle = (pick: (turn: Turn) => number) => median(all.map(pick))
    rates.push(middle(({ perSecond }) => perSecond))
    const hold = Math.max(...all.map(({ work }) => work.longestHold ?? 0))
    console.log(
      `${name.padEnd(16)} ${middle(({ perSecond }) => perSecond)
        .toFixed(0)
        .padStart(
          7,
        )} pushes/s ${middle(({ work }) => work.cpu / count).toFixed(0)} µs of processor each, ${middle(({ work }) => work.mainThread / count).toFixed(0)} µs of it on the main thread   ` +
        `p50 ${middle(({ p50 }) => p50).toFixed(1)} ms, p99 ${middle(({ p99 }) => p99).toFixed(1)} ms` +
        `${hold === 0 ? '' : `, longest hold ${hold.toFixed(0)} ms`}`,
    )
  }
  const [ours = 0, bare = 1, mockttp = 1] = rates
  console.log(`ratio to the yardstick ${(ours / bare).toFixed(2)} (wanted: 0.9)`)
  console.log(`ratio to mockttp       ${(ours / mockttp).toFixed(2)} (wanted: 2)`)
}

async function weigh(total: number): Promise<void> {
  const server = await startChild('pushEndpoint.ts', [certificates.host])
  for (let sent = 0; sent < total; sent += count) {
    await writePushFile(file, certificates.signer, count, sent)
    const { p99 } = await loadFrom(server)
    const { memory } = (await server.ask()) as Work
    console.log(
      `${String(sent + count).padStart(8)} pushes   ${(memory / 2 ** 20).toFixed(0).padStart(5)} MiB   p99 ${p99.toFixed(1)} ms`,
    )
  }
  const { stored } = (await server.stop()) as Work
  console.log(`${stored} stored`)
}

function median(numbers: number[]): number {
  return numbers.toSorted((left, right) => left - right)[numbers.length >> 1] ?? 0
}
