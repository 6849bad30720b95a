import { once } from 'node:events'
import { expect, test } from 'vitest'
import { loadCommands } from '../../../src/headless/commands/commands.ts'
import { runHere } from './runHere.ts'
import { startProgram } from './startProgram.ts'

const commands = await loadCommands()

test.each([['--help'], ['-h'], ['help']])('%s shows every verb', async arg => {
  const { code, stdout, stderr } = await runHere([arg])
  expect([code, stderr]).toEqual([0, ''])
  for (const { name, summary } of commands)
    expect(stdout).toMatch(new RegExp(`^  ${name} +${summary.slice(0, 20)}`, 'm'))
})

test.each(commands.map(({ name }) => name))('%s --help shows its options and an example', async verb => {
  const { code, stdout, stderr } = await runHere([verb, '--help'])
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(new RegExp(`^Usage: receiptscope ${verb}`, 'm'))
  expect(stdout).toMatch(new RegExp(`^Examples?:\\n  receiptscope ${verb}`, 'm'))
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(101)
})

test('--version shows the version', async () => {
  expect(await startProgram(['--version']).ended).toMatchObject({ code: 0, stdout: '1.2.3\n', stderr: '' })
})

test.each([
  [[], /^receiptscope: a verb is expected and there is none; one of serve/],
  [['toString'], /^receiptscope: a verb is expected and "toString" is none; one of serve/],
  [['serve', '--prot', '1'], /^receiptscope serve: there is no option --prot; expected one of --port, /],
  [['serve', '--constructor'], /^receiptscope serve: there is no option --constructor; expected one of/],
  [['serve', '-p', '1'], /^receiptscope serve: there is no option -p; expected one of/],
  [['serve', '--port'], /^receiptscope serve: --port expects a value: --port PORT/],
  [['tail', '--url', ''], /^receiptscope tail: --url is empty, a value is expected: --url URL/],
  [['tail', '--url='], /^receiptscope tail: --url is empty/],
  [['serve', '--port', '--demo'], /^receiptscope serve: --port expects a value: --port PORT/],
  [
    ['serve', '--port', '65536'],
    /^receiptscope serve: --port expects a port from 0 to 65535 .*, not "65536"/,
  ],
  [['serve', '--port', '1', '--port', '2'], /^receiptscope serve: --port is given twice, once is expected/],
  [['serve', '--demo=yes'], /^receiptscope serve: --demo takes no value/],
  [['serve', '--host', 'a/b'], /^receiptscope serve: --host expects a host name or an address, not "a\/b"/],
  [['serve', 'extra'], /^receiptscope serve: only options are expected here, not "extra"/],
])('%j is wrong use: exit 2 and one line of what was expected', async (args, expected) => {
  const { code, stdout, stderr } = await runHere(args)
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toMatch(expected)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
})

test('an unknown log level is wrong use', async () => {
  const { code, stderr } = await runHere(['serve'], { environment: { RECEIPTSCOPE_LOG: 'loud' } })
  expect(code).toBe(2)
  expect(stderr).toMatch(/RECEIPTSCOPE_LOG expects one of debug, info/)
})

test('a pipe that closes early is no fault', async () => {
  const { child, ended } = startProgram(['--help'])
  child.stdout.destroy()
  await once(child, 'close')
  expect(await ended).toMatchObject({ code: 0, stderr: '' })
})
