import { expect, test } from 'vitest'
import { runHere } from './runHere.ts'
import { startProgram } from './startProgram.ts'

const secret = 'a-secret-for-tests'

test('simulate says it is ready in one line, answers, and ends cleanly when asked to', async () => {
  const args = ['simulate', '--account-id', '42', '--access-key-id', 'ak', '--access-key-secret', secret]
  const { child, ready, ended } = startProgram(args)
  const line = (await ready()) as unknown as { endpoint: string }
  expect(line).toMatchObject({
    event: 'ready',
    endpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    accountId: '42',
    accessKeyId: 'ak',
    accessKeySecret: secret,
    certificateUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/.+\.pem$/),
    smsQueues: { SmsReport: 'Alicom-Queue-42-SmsReport', SmsUp: 'Alicom-Queue-42-SmsUp' },
  })
  const certificate = await fetch((line as unknown as { certificateUrl: string }).certificateUrl)
  expect(await certificate.text()).toContain('BEGIN CERTIFICATE')
  child.kill('SIGTERM')
  const { code, stdout, stderr } = await ended
  expect(code).toBe(0)
  expect(stdout.trimEnd().split('\n')).toHaveLength(1)
  expect(stderr).not.toContain(secret)
})

test.each([
  [['--seed', 'x'], /--seed expects a whole number/],
  [['--clock-speed', '0'], /--clock-speed expects a number above 0/],
  [['--traffic', 'speed=1'], /--traffic: "speed" is no traffic option; expected one of rate, /],
  [['--traffic', 'rate=fast'], /--traffic: "rate=fast" can't be read; expected something like rate=50/],
  [['--region', 'CN Hangzhou'], /--region expects plain letters/],
  [['--access-key-secret', 'two words'], /--access-key-secret expects plain letters/],
])('simulate %j is wrong use', async (args, expected) => {
  const { code, stdout, stderr } = await runHere(['simulate', ...args])
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(expected)
})

test('a port that is taken is told in one line', async () => {
  const first = startProgram(['simulate'])
  const { port } = new URL(((await first.ready()) as unknown as { endpoint: string }).endpoint)
  const { code, stderr } = await startProgram(['simulate', '--port', port]).ended
  expect(code).toBe(1)
  expect(stderr).toMatch(new RegExp(`^receiptscope simulate: The port ${port} of 127.0.0.1 is taken.*\\n$`))
})
