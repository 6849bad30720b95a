import { expect, test, vi } from 'vitest'
import { runHere } from './runHere.ts'
import { startProgram } from './startProgram.ts'
import { startTestHost, token } from './startTestHost.ts'

const until = (holds: () => boolean) => vi.waitUntil(holds, { interval: 10, timeout: 20_000 })

test('tail begins with the newest ones, follows, shows each once, and ends on Ctrl-C', async () => {
  const { origin, add } = await startTestHost()
  for (let row = 1; row <= 5; row += 1) add(`old-${row}`)
  const url = `${origin}/?token=${token}`
  const { child, seen, ended } = startProgram(['tail', '--url', url, '--last', '2'])
  await until(() => seen.stdout.split('\n').length > 2)
  add('new-1')
  add('new-2')
  await until(() => seen.stdout.includes('new-2'))
  child.kill('SIGINT')
  expect(await ended).toMatchObject({ code: 0, stderr: '' })
  expect([...seen.stdout.matchAll(/(?:old|new)-\d/g)].map(String)).toEqual([
    'old-4',
    'old-5',
    'new-1',
    'new-2',
  ])
})

test('tail --json has one complete receipt a line, and the query chooses', async () => {
  const { origin, add } = await startTestHost()
  const args = ['tail', '--url', origin, '--query', 'phone:me', '--json']
  const { seen } = startProgram(args, { environment: { RECEIPTSCOPE_TOKEN: token } })
  add('me')
  await until(() => seen.stdout.endsWith('\n'))
  add('other')
  add('me')
  await until(() => seen.stdout.split('\n').length === 3)
  const receipts = seen.stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(receipts).toMatchObject([
    { id: 'r1', phone: 'me', raw: 'e30=', receivedAt: '2026-01-02T03:04:06.000Z' },
    { id: 'r3', phone: 'me' },
  ])
})

test('tail ends without a word when nobody reads any more', async () => {
  const { origin, add } = await startTestHost()
  const { child, seen, ended } = startProgram(['tail', '--url', `${origin}/?token=${token}`])
  add('first')
  await until(() => seen.stdout.includes('first'))
  child.stdout.destroy()
  add('second')
  await until(() => {
    if (child.exitCode === null) add('more')
    return child.exitCode !== null
  })
  expect(await ended).toMatchObject({ code: 0, stderr: '' })
})

test('wait answers with the newest match, present or to come', async () => {
  const { origin, add, seen } = await startTestHost()
  add('13800000001')
  const url = `${origin}/?token=${token}`
  const present = await startProgram(['wait', '--url', url, '--query', 'phone:13800000001']).ended
  expect(present.code).toBe(0)
  expect(JSON.parse(present.stdout)).toMatchObject({ id: 'r1', phone: '13800000001', raw: 'e30=' })

  const { ended } = startProgram(['wait', '--url', url, '--query', 'phone:13800000002'])
  await until(() => seen.openFeeds === 1)
  add('13800000002')
  expect(JSON.parse((await ended).stdout)).toMatchObject({ id: 'r2' })
})

test('wait exits 1 with the reason when the time is up', async () => {
  const { origin } = await startTestHost()
  const args = ['wait', '--url', `${origin}/?token=${token}`, '--query', 'phone:1', '--timeout', '50ms']
  const { code, stdout, stderr } = await startProgram(args).ended
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toBe('receiptscope wait: no receipt matched within 0.05 s\n')
})

test.each([
  ['tail', /no ReceiptScope answers at 127\.0\.0\.1:9/],
  ['wait', /no ReceiptScope answers at 127\.0\.0\.1:9/],
])('%s says when nobody is there', async (verb, expected) => {
  const args = [verb, '--url', 'http://127.0.0.1:9/?token=x', ...(verb === 'wait' ? ['--query', 'a'] : [])]
  const { code, stderr } = await startProgram(args).ended
  expect(code).toBe(1)
  expect(stderr).toMatch(expected)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
})

test('a wrong token is told as such, and not shown', async () => {
  const { origin } = await startTestHost()
  const { code, stderr } = await startProgram(['tail', '--url', `${origin}/?token=wrong-one`]).ended
  expect(code).toBe(1)
  expect(stderr).toContain('the token is not the one of this instance')
  expect(stderr).not.toContain('wrong-one')
})

test('a query that cannot be read is told in its own words', async () => {
  const { origin } = await startTestHost()
  const { code, stderr } = await startProgram(['tail', '--url', `${origin}/?token=${token}`, '--query', '('])
    .ended
  expect(code).toBe(1)
  expect(stderr).toContain('The bracket is not closed. Close it.')
})

test.each([
  [['tail'], /--url expects the address of a running instance/],
  [['tail', '--url', 'nonsense'], /--url expects the address/],
  [['tail', '--url', 'http://127.0.0.1:1'], /--url expects the token too/],
  [
    ['tail', '--url', 'http://127.0.0.1:1/?token=x', '--last', '500'],
    /--last expects a number from 0 to 200/,
  ],
  [['wait', '--url', 'http://127.0.0.1:1/?token=x'], /--query is expected/],
  [['wait', '--url', 'http://127.0.0.1:1/?token=x', '--query', 'a', '--timeout', '1y'], /--timeout expects/],
])('%j is wrong use', async (args, expected) => {
  const { code, stdout, stderr } = await runHere(args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(expected)
})
