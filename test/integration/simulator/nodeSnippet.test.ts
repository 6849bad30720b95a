import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { snippets } from '../../../src/renderer/simulatorPanel/snippets.ts'
import { startSimulator } from '../../../src/simulator/startSimulator.ts'

test('the snippet for Node runs as it stands', async () => {
  const simulator = await startSimulator()
  onTestFinished(() => simulator.close())
  const snippet = snippets(simulator).find(({ sdk }) => sdk === 'node')
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=commonjs', '--eval', snippet?.code ?? ''],
    { cwd: join(import.meta.dirname, '../../..') },
  )
  const [messageId, body] = stdout.trim().split('\n')
  expect(messageId).toMatch(/^[0-9A-F]{16}-/)
  expect(body).toBe('hello')
  expect(simulator.state()).toMatchObject({ counters: { total: { sent: 1, received: 1, deleted: 1 } } })
})
