import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBlocks } from '../../documents/findBlocks.ts'
import { followAlone } from '../../documents/followAlone.ts'
import { installPackage } from './installPackage.ts'

const root = join(import.meta.dirname, '../../..')
const work = mkdtempSync(join(tmpdir(), 'receiptscope-packed-'))
let project = ''
let packed: string[] = []

/** A Node 20 beside the product's own, where this machine has one: the package promises to work there. */
const olderNode = '/usr/bin/node'
const hasOlderNode = spawnSync(olderNode, ['--version'], { encoding: 'utf8' }).stdout?.startsWith('v20.')

const run = (command: string, ...args: string[]) => promisify(execFile)(command, args, { cwd: project })

beforeAll(async () => {
  const installed = await installPackage(work)
  project = installed.project
  packed = installed.files
}, 120_000)

afterAll(() => rmSync(work, { recursive: true, force: true }))

test('the package holds what is built and what starts it, no tests and no sources', () => {
  const expected =
    /^(?:package\.json|README\.md|CHANGELOG\.md|LICENSE|bin\/receiptscope\.mjs|scripts\/ownNode\.mjs|out\/(?:main\/index\.js|headless\/[\w.-]+\.js|testing\/[\w.-]+\.(?:js|d\.ts)|renderer\/.+))$/
  expect(packed.filter(path => !expected.test(path))).toEqual([])
  expect(packed).toEqual(
    expect.arrayContaining(['bin/receiptscope.mjs', 'out/headless/cli.js', 'out/renderer/index.html']),
  )
})

test('the recipes for tests do what they promise, installed from the package', async () => {
  const report = await followAlone('docs/testing.md', project)
  expect(report.failure).toBeNull()
  expect(report.ran).toBeGreaterThan(3)
}, 120_000)

test.skipIf(!hasOlderNode)('the recipe runs on Node 20, without SQLite', async () => {
  const recipe = findBlocks(readFileSync(join(root, 'docs/testing.md'), 'utf8'))[0]
  writeFileSync(join(project, 'older.test.mjs'), recipe?.text ?? '')
  const sqlite = join(project, 'node_modules/better-sqlite3')
  renameSync(sqlite, `${sqlite}-away`)
  try {
    expect((await run(olderNode, '--test', 'older.test.mjs')).stdout).toMatch(/pass 2\n/)
  } finally {
    renameSync(`${sqlite}-away`, sqlite)
  }
})

test.skipIf(!hasOlderNode)('the command line finds the Node that was installed beside it', async () => {
  const bin = join(project, 'node_modules/receiptscope/bin/receiptscope.mjs')
  expect((await run(olderNode, bin, '--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})

const consumer = `
import { startSimulator, type SimulatorHandle, type TraceEvent } from 'receiptscope'

const simulator: SimulatorHandle = await startSimulator({ clockSpeed: 60, faults: 'delay=1', seed: 7 })
const { bizId }: { bizId: string } = await simulator.sendSms({ phone: '13800138000' })
await simulator.replySms('13800138000', 'TD')
const receipt = await simulator.takeReceipt()
const reply = await simulator.takeReceipt('SmsUp', 5)
const events: TraceEvent[] = simulator.trace()
simulator.setFaults('')
simulator.setTraffic('rate=1')
simulator.setTraffic('')
const sent = simulator.outbox().map(({ to }) => to)
simulator.clearOutbox()
const { status } = await simulator.request('PUT', '/queues/orders')
simulator.reset()
const gone = await simulator.request('GET', '/queues/orders')
// @ts-expect-error: not an option
const refused = await startSimulator({ traffic: 'rate=often', prot: 1 }).catch((error: Error) => error.message)
await simulator.stop()
console.log(JSON.stringify({ same: receipt?.['biz_id'] === bizId, reply: reply?.['content'], sent, status, gone: gone.status, events: events.length > 0, refused }))
`

test('its types hold in a strict project, however that resolves modules, and tell what happens', async () => {
  writeFileSync(join(project, 'consumer.ts'), consumer)
  symlinkSync(join(root, 'node_modules/@types'), join(project, 'node_modules/@types'))
  const strict = [
    '--noEmit',
    '--strict',
    '--exactOptionalPropertyTypes',
    '--target',
    'es2022',
    '--types',
    'node',
  ]
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  for (const resolution of ['nodenext', 'bundler']) {
    const module = resolution === 'nodenext' ? 'nodenext' : 'esnext'
    const options = ['--module', module, '--moduleResolution', resolution, '--skipLibCheck', 'false']
    const checked = await run(process.execPath, compiler, ...strict, ...options, 'consumer.ts').catch(
      error => error,
    )
    expect(checked.stdout).toBe('')
  }
  expect(JSON.parse((await run(process.execPath, 'consumer.ts')).stdout)).toEqual({
    same: true,
    reply: 'TD',
    sent: ['13800138000'],
    status: 201,
    gone: 404,
    events: true,
    refused: expect.stringContaining('rate'),
  })
})
