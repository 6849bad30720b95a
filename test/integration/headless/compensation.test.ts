import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import RPCClient from '@alicloud/pop-core'
import { expect, onTestFinished, test, vi } from 'vitest'
import {
  daysAnswer,
  runAnswer,
  runsAnswer,
  startedAnswer,
  unreportedAnswer,
} from '../../../src/headless/api/compensationAnswers.ts'
import { startSimulator } from '../../../src/simulator/startSimulator.ts'
import { expectEnglish } from './expectEnglish.ts'
import { runHere } from './runHere.ts'
import { makeDirectory, startProgram } from './startProgram.ts'

const phoneOf = (index: number) => `138${String(index).padStart(8, '0')}`
const slow = { timeout: 60_000 }

/** A service that knows of sends, and an instance that was told of them by their log. */
async function setUp(sends: number) {
  const simulator = await startSimulator()
  onTestFinished(() => simulator.close())
  const { endpoint, accessKeyId, accessKeySecret } = simulator
  const service = new RPCClient({ endpoint, accessKeyId, accessKeySecret, apiVersion: '2017-05-25' })
  const log = ['phone,biz_id,send_time']
  for (let index = 1; index <= sends; index++) {
    const answer = await service.request('SendSms', {
      PhoneNumbers: phoneOf(index),
      SignName: '测试',
      TemplateCode: 'SMS_71390007',
      TemplateParam: '{"code":"1"}',
    })
    log.push(`${phoneOf(index)},${(answer as { BizId: string }).BizId},${Date.now()}`)
  }
  const directory = makeDirectory()
  const accounts = ['shop', 'other'].map(name => ({
    name,
    endpoint,
    apiEndpoint: endpoint,
    accessKeyId,
    accessKeySecret,
  }))
  writeFileSync(join(directory, 'config.json'), JSON.stringify({ accounts }))
  const args = [
    'serve',
    '--no-open',
    '--no-simulator',
    '--port',
    '0',
    '--data',
    'data',
    '--config',
    'config.json',
  ]
  const { api, token, url } = await startProgram(args, { directory }).ready()
  const ask = async (path: string, body?: unknown) => {
    const answer = await fetch(`${api}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    expectEnglish(text)
    return { status: answer.status, json: JSON.parse(text) as unknown }
  }
  expect(await ask('/sends?account=shop', log.join('\n'))).toEqual({
    status: 200,
    json: { read: sends, added: sends },
  })
  return { ask, url, directory, run: (...args: string[]) => runHere([...args, '--url', url], { directory }) }
}

test('over HTTP: what is missing, a run about it from begin to end, and the daily sums', slow, async () => {
  const { ask } = await setUp(3)
  const { count, sends } = unreportedAnswer.parse((await ask('/sends/unreported?after=0&limit=1')).json)
  expect([count, sends.length]).toEqual([3, 1])
  expect(await ask('/compensation', { unreportedAfterMs: 0 })).toMatchObject({
    status: 400,
    json: { hint: 'There are "shop", "other".' },
  })
  expect((await ask('/compensation', { account: 'shop' })).status).toBe(400)
  expect(
    (await ask('/compensation', { account: 'shop', sends: [{ phone: '1', day: 'x' }] })).json,
  ).toMatchObject({
    message: expect.stringContaining('sends.0.day'),
  })
  const started = startedAnswer.parse(
    (await ask('/compensation', { account: 'Shop', unreportedAfterMs: 0 })).json,
  )
  expect(started.of).toBe(3)
  const read = async () => runAnswer.parse((await ask(`/compensation/${started.id}`)).json)
  await expect.poll(async () => (await read()).state).toBe('done')
  expect(await read()).toMatchObject({ account: 'shop', asked: 3, of: 3, failed: 0, lastError: null })
  expect(runsAnswer.parse((await ask('/compensation')).json).runs).toHaveLength(1)
  const { days } = daysAnswer.parse((await ask('/compensation/days?account=shop')).json)
  expect(days[0]).toMatchObject({ ours: { sent: 3 }, theirs: { sent: 3 } })
  expect((await ask('/compensation/days?account=shop&from=2026-02-30')).status).toBe(400)
  expect((await ask('/compensation/nothing')).status).toBe(404)
})

test('over HTTP: a run is cancelled, and gone on with', slow, async () => {
  const { ask } = await setUp(1)
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const sends = Array.from({ length: 40 }, (_, index) => ({ phone: phoneOf(index), day }))
  const { id } = startedAnswer.parse((await ask('/compensation', { account: 'shop', sends })).json)
  const cancelled = runAnswer.parse((await ask(`/compensation/${id}/cancel`, '')).json)
  expect(cancelled.state).toBe('cancelled')
  expect(cancelled.asked).toBeLessThan(40)
  expect(runAnswer.parse((await ask(`/compensation/${id}/resume`, '')).json).state).toBe('running')
  const read = async () => runAnswer.parse((await ask(`/compensation/${id}`)).json)
  await expect.poll(async () => (await read()).state, { timeout: 30_000 }).toBe('done')
  expect(await read()).toMatchObject({ asked: 40, of: 40 })
})

test('on the command line: ask, compare, and go on after an interrupt', slow, async () => {
  const { run, ask, url, directory } = await setUp(2)
  expect(await run('compensate', '--unreported-after', '0')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There are "shop", "other".'),
  })
  const first = await run('compensate', '--account', 'shop', '--unreported-after', '0s', '--json')
  expect(first.code).toBe(0)
  expect(runAnswer.parse(JSON.parse(first.stdout))).toMatchObject({
    account: 'shop',
    state: 'done',
    asked: 2,
    of: 2,
  })
  const days = await run('compare', '--account', 'shop')
  expect(days.stdout).toMatch(/^day +sent .*\n\d{4}-\d\d-\d\d +2 \/ 2 /)
  expect(await run('compare', '--account', 'other', '--json')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('"difference":"2 missing here'),
  })
  expect((await run('compare', '--from', 'yesterday')).code).toBe(2)
  expect((await run('compensate', '--resume', 'x', '--query', 'y')).code).toBe(2)

  const more = Array.from({ length: 60 }, (_, index) => `${phoneOf(index + 10)},b${index},${Date.now()}`)
  await ask('/sends', ['phone,biz_id,send_time', ...more].join('\n'))
  const asking = ['compensate', '--account', 'shop', '--query', 'source:send-log', '--url', url]
  const { child, ended } = startProgram(asking, { directory })
  const newest = async () => runsAnswer.parse((await ask('/compensation')).json).runs[0]
  await vi.waitUntil(async () => ((await newest())?.of ?? 0) > 2, { timeout: 20_000 })
  child.kill('SIGINT')
  const { code, stdout } = await ended
  expect(code).toBe(1)
  const [, id = ''] = /^cancelled: [\s\S]*--resume (\S+)/.exec(stdout) ?? []
  expect(await newest()).toMatchObject({ id, state: 'cancelled' })
  expect(await run('compensate', '--resume', id)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^done: (\d+) of \1 asked/),
  })
})
