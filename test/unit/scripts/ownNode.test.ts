import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'

const repository = join(import.meta.dirname, '../../..')
const pretendOld = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.20.2'}})`
const made: string[] = []

/** A checkout with only what an entry point needs, and a built command that says which Node ran it. */
function checkout({ withOwnNode }: { withOwnNode: boolean }) {
  const root = mkdtempSync(join(tmpdir(), 'receiptscope-'))
  made.push(root)
  cpSync(join(repository, 'bin'), join(root, 'bin'), { recursive: true })
  cpSync(join(repository, 'scripts'), join(root, 'scripts'), { recursive: true })
  mkdirSync(join(root, 'out/headless'), { recursive: true })
  writeFileSync(join(root, 'package.json'), '{"type":"module"}')
  writeFileSync(
    join(root, 'out/headless/cli.js'),
    `export async function run(args) {
      const timer = setInterval(() => {}, 1000)
      const stopped = new Promise(resolve => process.once('SIGTERM', resolve))
      console.log(JSON.stringify({ args, node: process.versions.node }))
      if (args[0] === 'wait') await stopped
      clearInterval(timer)
      return args[0] === 'wait' ? 0 : 7
    }`,
  )
  if (withOwnNode) symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'), 'junction')
  return root
}

afterEach(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true })
})

describe('an entry point on a Node that is too old', () => {
  test('hands over to the project’s own Node, with arguments and exit code', () => {
    const root = checkout({ withOwnNode: true })
    const bin = join(root, 'bin/receiptscope.mjs')
    const ran = spawnSync(process.execPath, ['--import', pretendOld, bin, 'a', 'b'], { encoding: 'utf8' })
    expect(ran.status).toBe(7)
    const { args, node } = JSON.parse(ran.stdout)
    expect(args).toEqual(['a', 'b'])
    expect(Number(node.split('.')[0])).toBeGreaterThanOrEqual(24)
  })

  test('says in one line what is missing where there is no other', () => {
    const root = checkout({ withOwnNode: false })
    const bin = join(root, 'bin/receiptscope.mjs')
    const ran = spawnSync(process.execPath, ['--import', pretendOld, bin], { encoding: 'utf8' })
    expect(ran.status).toBe(1)
    expect(ran.stdout).toBe('')
    expect(ran.stderr.trim().split('\n')).toHaveLength(1)
    expect(ran.stderr).toContain('needs Node 24 or newer, this is Node 20.20.2')
  })

  test('passes SIGTERM on and waits for the clean end', async () => {
    const root = checkout({ withOwnNode: true })
    const child = spawn(process.execPath, [
      '--import',
      pretendOld,
      join(root, 'bin/receiptscope.mjs'),
      'wait',
    ])
    await once(child.stdout, 'data')
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  test('takes the child along when it is killed outright', async () => {
    const root = checkout({ withOwnNode: true })
    const child = spawn(process.execPath, [
      '--import',
      pretendOld,
      join(root, 'bin/receiptscope.mjs'),
      'wait',
    ])
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child.stdout, 'close')
  })
})

test('an entry point that is not built yet says so in one line', () => {
  const root = checkout({ withOwnNode: false })
  rmSync(join(root, 'out'), { recursive: true })
  const ran = spawnSync(process.execPath, [join(root, 'bin/receiptscope.mjs')], { encoding: 'utf8' })
  expect(ran.status).toBe(1)
  expect(ran.stderr).toContain('not built yet')
  expect(ran.stderr.trim().split('\n')).toHaveLength(1)
})

const npmsNode = process.env.npm_node_execpath ?? process.execPath
const majorOf = (node: string) =>
  Number(spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout.split('.')[0])

test.skipIf(majorOf(npmsNode) >= 24)(
  'a real older Node is handed over from (skipped: npm itself runs on a recent Node)',
  () => {
    const root = checkout({ withOwnNode: true })
    const ran = spawnSync(npmsNode, [join(root, 'bin/receiptscope.mjs'), 'x'], { encoding: 'utf8' })
    expect(ran.status).toBe(7)
    expect(Number(JSON.parse(ran.stdout).node.split('.')[0])).toBeGreaterThanOrEqual(24)
  },
)
