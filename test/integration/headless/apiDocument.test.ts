import { join } from 'node:path'
import parsePrometheusTextFormat from 'parse-prometheus-text-format'
import { expect, test } from 'vitest'
import { alertsAnswer, firingsAnswer, viewsAnswer } from '../../../src/headless/api/alertAnswers.ts'
import {
  attemptsAnswer,
  errorAnswer,
  receiptAnswer,
  receiptsAnswer,
  replayAnswer,
  statsAnswer,
  statusAnswer,
  verificationAnswer,
} from '../../../src/headless/api/answers.ts'
import { runsAnswer, unreportedAnswer } from '../../../src/headless/api/compensationAnswers.ts'
import { sendsAnswer } from '../../../src/headless/api/sendRoutes.ts'
import { sqlAnswer } from '../../../src/headless/api/sqlRoutes.ts'
import { expectEnglish } from './expectEnglish.ts'
import { fillDirectory } from './filledDirectory.ts'
import { makeDirectory, startProgram } from './startProgram.ts'

/** An instance over real receipts, with a monitor that finds nobody. */
async function start() {
  const directory = makeDirectory()
  await fillDirectory(join(directory, 'data'))
  const { ready } = startProgram(['serve', '--no-open', '--no-simulator', '--port', '0', '--data', 'data'], {
    directory,
  })
  const { api, token, url, endpoint } = await ready()
  const ask = async (path: string, method = 'GET', body: string | null = null) => {
    const headers = { authorization: `Bearer ${token}` }
    const answer = await fetch(new URL(path, url), { method, headers, body })
    const text = await answer.text()
    expectEnglish(text)
    return { status: answer.status, type: answer.headers.get('content-type'), text }
  }
  return {
    api,
    token,
    ask,
    endpoint,
    json: async (path: string, method?: string, body?: string) =>
      JSON.parse((await ask(path, method, body)).text) as unknown,
  }
}

test('the document names every operation, and answers are what it says', async () => {
  const { ask, json, endpoint } = await start()
  const body = '<Notification><Message>hi</Message></Notification>'
  const headers = { 'content-type': 'text/xml', 'x-mns-version': '2015-06-06' }
  expect((await fetch(endpoint ?? '', { method: 'POST', body, headers })).status).toBe(403)
  const { receipts } = receiptsAnswer.parse(await json('/api/pushes'))
  const push = `/api/pushes/${receipts[0]?.id}`
  const replay = `/api/replay?query=content:hi&to=${encodeURIComponent(endpoint ?? '')}&resign=true`
  const document = (await json('/api/openapi.json')) as {
    openapi: string
    info: object
    paths: Record<string, object>
  }
  expect(document.openapi).toBe('3.1.0')
  expect(document.info).toMatchObject({ version: '1.2.3' })
  const samples = {
    '/api/receipts': { path: '/api/receipts?limit=50', schema: receiptsAnswer },
    '/api/receipts/wait': { path: '/api/receipts/wait?query=kind:reply', schema: receiptAnswer },
    '/api/receipts/{id}': { path: '/api/receipts/r2', schema: receiptAnswer },
    '/api/pushes': { path: '/api/pushes', schema: receiptsAnswer },
    '/api/pushes/wait': { path: '/api/pushes/wait?query=content:hi', schema: receiptAnswer },
    '/api/pushes/{id}': { path: push, schema: receiptAnswer },
    '/api/pushes/{id}/attempts': { path: `${push}/attempts`, schema: attemptsAnswer },
    '/api/pushes/{id}/verification': { path: `${push}/verification`, schema: verificationAnswer },
    '/api/views': { path: '/api/views', schema: viewsAnswer },
    '/api/alerts': { path: '/api/alerts', schema: alertsAnswer },
    '/api/alerts/history': { path: '/api/alerts/history?limit=5', schema: firingsAnswer },
    '/api/sends/unreported': { path: '/api/sends/unreported?after=1h', schema: unreportedAnswer },
    '/api/compensation': { path: '/api/compensation', schema: runsAnswer },
    '/api/sql': { path: '/api/sql?select=SELECT+1&limit=5', schema: sqlAnswer },
    '/api/status': { path: '/api/status', schema: statusAnswer },
    '/api/stats': { path: '/api/stats?by=errCode,hour', schema: statsAnswer },
  }
  expect(Object.keys(document.paths).toSorted()).toEqual(
    [
      ...Object.keys(samples),
      ...['/api/export', '/api/replay', '/api/sends', '/metrics'],
      // Need an account that answers: in compensation.test.ts.
      ...['/days', '/{id}', '/{id}/cancel', '/{id}/resume'].map(path => `/api/compensation${path}`),
    ].toSorted(),
  )
  for (const { path, schema } of Object.values(samples)) schema.parse(await json(path))
  const exported = await ask('/api/export?query=kind:reply&mask=true')
  expect(exported).toMatchObject({ status: 200, type: 'application/x-ndjson; charset=utf-8' })
  expect(JSON.parse(exported.text)).toMatchObject({ kind: 'reply', phone: '139****0001', raw: '' })
  expect(replayAnswer.parse(await json(replay, 'POST'))).toMatchObject({ sent: 1, answers: { 204: 1 } })
  const log = 'phone,biz_id,send_time\n13800000099,b99,2026-01-02 03:04:05\n'
  expect(sendsAnswer.parse(await json('/api/sends', 'POST', log))).toEqual({ read: 1, added: 1 })
  expect((await ask('/api/sends', 'POST', 'nothing of it')).status).toBe(400)
  for (const path of [
    '/api/receipts/r999',
    '/api/receipts?limit=x',
    '/api/stats?x=1',
    '/api/export?format=xml',
    '/api/export?mask=1',
    '/api/export?query=phone:"',
    '/api/nothing',
    '/metrics?x=1',
  ]) {
    const { status, text } = await ask(path)
    expect(status).toBeGreaterThanOrEqual(400)
    errorAnswer.parse(JSON.parse(text))
  }
})

test('a replay is asked for in a JSON body as well, and what is wrong with it is said', async () => {
  const { api, token, endpoint } = await start()
  const body = '<Notification><Message>hi</Message></Notification>'
  const headers = { 'content-type': 'text/xml', 'x-mns-version': '2015-06-06' }
  await fetch(endpoint ?? '', { method: 'POST', body, headers })
  const replay = async (given: unknown, query = '') => {
    const answer = await fetch(`${api}/replay${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: typeof given === 'string' ? given : JSON.stringify(given),
    })
    return { status: answer.status, body: await answer.json() }
  }
  const wanted = { query: 'content:hi', to: endpoint, resign: true, times: 2 }
  expect(await replay(wanted)).toMatchObject({ status: 200, body: { sent: 2, answers: { 204: 2 } } })
  for (const [given, message] of [
    [{ ...wanted, times: 0 }, /^times: /],
    [{ ...wanted, colour: 'red' }, /colour/],
    [{ query: 'content:hi' }, /^to: /],
    ['{', /should be JSON/],
    [' '.repeat(70_000), /too large/],
  ] as const) {
    expect(await replay(given)).toMatchObject({
      status: 400,
      body: { code: 'bad-input', message: expect.stringMatching(message) },
    })
  }
  expect(await replay(wanted, '?query=x')).toMatchObject({ status: 400 })
})

test('the document stands on its own: every parameter has a schema, every reference an aim', async () => {
  const { ask } = await start()
  const { text } = await ask('/api/openapi.json')
  const document = JSON.parse(text)
  expect(text).not.toContain('$schema')
  for (const [, aim = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    expect(aim.split('/').reduce((place, name) => place?.[name], document)).toBeDefined()
  }
  type Described = { parameters: { schema: object }[] }
  const paths: Record<string, Described>[] = Object.values(document.paths)
  for (const { parameters } of paths.flatMap(methods => Object.values(methods))) {
    for (const { schema } of parameters) expect(schema).toHaveProperty('type')
  }
})

test('metrics are in the text format that Prometheus reads', async () => {
  const { ask } = await start()
  const { status, type, text } = await ask('/metrics')
  expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
  expect(text.endsWith('\n')).toBe(true)
  const families = parsePrometheusTextFormat(text)
  expect(families.length).toBeGreaterThan(5)
  for (const { name, help, type, metrics } of families) {
    expect([name, type]).toEqual([name, name.endsWith('_total') ? 'COUNTER' : 'GAUGE'])
    expect(help).not.toBe('')
    for (const { value } of metrics) expect([name, Number.isFinite(Number(value))]).toEqual([name, true])
  }
  const receipts = families.find(({ name }) => name === 'receiptscope_store_receipts')
  expect(receipts?.metrics).toEqual([{ value: '37' }])
  expect(text).toMatch(/^receiptscope_info\{version="1\.2\.3"\} 1$/m)
})
