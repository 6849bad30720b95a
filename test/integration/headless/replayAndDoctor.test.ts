import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startPushReceiver } from '../simulator/pushReceiver.ts'
import { runHere } from './runHere.ts'
import { makeDirectory } from './startProgram.ts'

async function receiver(statuses: number[]) {
  const started = await startPushReceiver(statuses)
  onTestFinished(() => started.close())
  return started
}

async function filledDirectory(): Promise<string> {
  const directory = makeDirectory()
  const file = join(directory, 'push.http')
  writeFileSync(file, 'POST /n?x=1 HTTP/1.1\r\nX-Mns-Version: 2015-06-06\r\n\r\nhello')
  const data = join(directory, 'data')
  expect((await runHere(['import', '--data', data, file])).code).toBe(0)
  return data
}

test('replay sends what a directory holds, and its exit code says how it went', async () => {
  const data = await filledDirectory()
  const target = await receiver([200, 500])
  const once = await runHere(['replay', '--data', data, '--query', 'via:push', '--to', target.url])
  expect(once).toMatchObject({ code: 0, stdout: expect.stringContaining('1 × 200') })
  expect(target.pushes[0]).toMatchObject({ target: '/n?x=1', body: Buffer.from('hello') })
  const again = await runHere([
    'replay',
    '--data',
    data,
    '--query',
    'via:push',
    '--to',
    target.url,
    '--json',
    '--resign',
  ])
  expect(again).toMatchObject({ code: 1, stderr: '' })
  const lines = again.stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as object)
  expect(lines).toMatchObject([
    { status: 500, earlierStatus: 200 },
    { total: 1, sent: 1, changed: 1, answers: { 500: 1 } },
  ])
  expect(target.pushes[1]?.rawHeaders).toContain('Authorization')
})

test.each([
  [['replay', '--data', 'x', '--to', 'http://h'], '--query'],
  [['replay', '--data', 'x', '--query', 'via:push', '--to', 'ftp://h'], '--to'],
  [['replay', '--data', 'x', '--query', 'via:push', '--to', 'http://h', '--pace', 'soon'], '--pace'],
  [['doctor'], 'address'],
  [['doctor', 'http://h', '--format', 'yaml'], '--format'],
])('%j is wrong use', async (args, expected) => {
  expect(await runHere(args)).toMatchObject({ code: 2, stderr: expect.stringContaining(expected) })
})

test('the doctor reports in JSON, and fails an endpoint that refuses everything', async () => {
  const target = await receiver([403])
  const { code, stdout } = await runHere([
    'doctor',
    target.url,
    '--format',
    'xml',
    '--certificate-port',
    '0',
    '--json',
  ])
  expect(code).toBe(1)
  const report = JSON.parse(stdout) as { failed: number; findings: { code: string; outcome: string }[] }
  expect(report.findings.find(finding => finding.code === 'valid')?.outcome).toBe('fail')
  expect(report.findings.find(finding => finding.code === 'unsigned')?.outcome).toBe('pass')
})
