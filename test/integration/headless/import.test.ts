import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Instant } from '../../../src/contract/brand.ts'
import type { ArchivedReceipt } from '../../../src/contract/exportedReceipt.ts'
import { createSettling } from '../../../src/core/sends/settleSends.ts'
import { openStore } from '../../../src/core/store/openStore.ts'
import { findSend } from '../../../src/core/store/sendTable.ts'
import { storable } from '../../unit/core/storable.ts'
import { fillDirectory } from './filledDirectory.ts'
import { runHere } from './runHere.ts'
import { makeDirectory, startProgram } from './startProgram.ts'

async function filled(): Promise<string> {
  const directory = makeDirectory()
  await fillDirectory(join(directory, 'data'))
  return directory
}
const run = (directory: string, ...args: string[]) => runHere(args, { directory })
const exported = async (directory: string, data: string, ...args: string[]) =>
  (await run(directory, 'export', '--data', data, ...args)).stdout
const parseLines = (text: string) =>
  text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as ArchivedReceipt)

test('what goes round below has one of everything', async () => {
  const receipts = parseLines(await exported(await filled(), 'data'))
  const kinds = new Set(receipts.map(({ kind }) => kind))
  expect([...kinds].toSorted()).toEqual(['push', 'reply', 'report', 'unknown'])
  expect(receipts.some(({ pinned, note }) => pinned && note !== null)).toBe(true)
  expect(receipts.some(({ headers, signature }) => headers !== null && signature !== null)).toBe(true)
  expect(receipts.some(({ duplicateOf }) => duplicateOf !== null)).toBe(true)
  expect(receipts.some(({ deliveries }) => deliveries > 1)).toBe(true)
})

test.each(['ndjson', 'csv', 'har', 'json'])(
  '%s → import into an empty directory → the same again',
  async format => {
    const directory = await filled()
    const file = `receipts.${format}`
    await exported(directory, 'data', '--format', format, '--out', file)
    const before = await exported(directory, 'data')

    const first = await run(directory, 'import', '--data', 'copy', file)
    expect([first.code, first.stderr]).toEqual([0, ''])
    expect(JSON.parse(first.stdout)).toEqual({ file, read: 37, added: 37, known: 0 })
    expect(await exported(directory, 'copy')).toBe(before)

    const second = await run(directory, 'import', '--data', 'copy', file)
    expect(JSON.parse(second.stdout)).toEqual({ file, read: 37, added: 0, known: 37 })
    expect(await exported(directory, 'copy')).toBe(before)
  },
)

test('into a directory that has receipts, only those it lacks are added, under free ids', async () => {
  const directory = await filled()
  await exported(directory, 'data', '--out', 'all.ndjson')
  await exported(directory, 'data', '--query', 'status:failed', '--out', 'failed.ndjson')
  await run(directory, 'import', '--data', 'copy', 'failed.ndjson')
  const { stdout } = await run(directory, 'import', '--data', 'copy', 'all.ndjson')
  expect(JSON.parse(stdout)).toMatchObject({ read: 37, added: 26, known: 11 })
  const withoutPlace = ({ id, seq, duplicateOf, ...receipt }: ArchivedReceipt) => JSON.stringify(receipt)
  const before = parseLines(await exported(directory, 'data'))
  const after = parseLines(await exported(directory, 'copy'))
  expect(after.map(withoutPlace).toSorted()).toEqual(before.map(withoutPlace).toSorted())
  expect(new Set(after.map(({ id }) => id)).size).toBe(37)
})

test('what was imported is found by its text, and goes on from there', async () => {
  const directory = await filled()
  await exported(directory, 'data', '--out', 'all.ndjson')
  await run(directory, 'import', '--data', 'copy', 'all.ndjson')
  expect(parseLines(await exported(directory, 'copy', '--query', '空号'))).toHaveLength(11)
  const serve = startProgram(['serve', '--no-open', '--no-simulator', '--port', '0', '--data', 'copy'], {
    directory,
  })
  const { api, token } = await serve.ready()
  const answer = await fetch(`${api}/receipts?query=13800001001`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect((await answer.json()).receipts).toMatchObject([{ phone: '13800001001', deliveries: 2 }])
})

test('masked receipts come back as they were written', async () => {
  const directory = await filled()
  await exported(directory, 'data', '--mask', '--out', 'masked.ndjson')
  await run(directory, 'import', '--data', 'copy', 'masked.ndjson')
  expect(await exported(directory, 'copy')).toBe(await exported(directory, 'data', '--mask'))
})

test('a HAR of another program and a raw request become pushes, with their bytes', async () => {
  const directory = makeDirectory()
  const body = JSON.stringify([
    { phone_number: '13800000001', success: true, biz_id: '1^0', err_code: 'DELIVERED' },
  ])
  const entry = {
    startedDateTime: '2026-01-02T03:04:05.678+08:00',
    request: {
      method: 'POST',
      url: 'http://example.test/sms?x=1',
      httpVersion: 'http/1.1',
      headers: [
        { name: ':authority', value: 'example.test' },
        { name: 'Content-Type', value: 'application/json' },
      ],
      postData: { mimeType: 'application/json', text: body },
    },
  }
  writeFileSync(join(directory, 'other.har'), JSON.stringify({ log: { version: '1.2', entries: [entry] } }))
  const head = 'POST /notifications HTTP/1.1\r\nx-mns-message-id: M1\r\nX-Mns-Request-Id:  R1 \r\n\r\n'
  const raw = Buffer.concat([Buffer.from(head), Buffer.of(0, 255), Buffer.from('\r\n\r\n')])
  writeFileSync(join(directory, 'captured'), raw)
  const { code, stdout } = await run(directory, 'import', '--data', 'data', 'other.har', 'captured')
  expect([code, stdout.trimEnd().split('\n').length]).toEqual([0, 2])
  const [push, notification] = parseLines(await exported(directory, 'data'))
  expect(push).toMatchObject({
    via: 'push',
    source: '/sms',
    phone: '13800000001',
    receivedAt: '2026-01-01T19:04:05.678Z',
    requestLine: 'POST /sms?x=1 HTTP/1.1',
    headers: [['Content-Type', 'application/json']],
    raw: Buffer.from(body).toString('base64'),
  })
  expect(notification).toMatchObject({
    messageId: 'M1',
    requestId: 'R1',
    source: '/notifications',
    kind: 'unknown',
    headers: [
      ['x-mns-message-id', 'M1'],
      ['X-Mns-Request-Id', 'R1'],
    ],
  })
  expect(Buffer.from(notification?.raw ?? '', 'base64')).toEqual(Buffer.from('\u0000ÿ\r\n\r\n', 'latin1'))
})

test.each([
  ['nonsense', 'hello', /nonsense: it is neither an export/],
  ['cut.ndjson', '{"id":"r1"', /cut\.ndjson: line 1 is not JSON/],
  ['other.ndjson', '{"a":1}\n', /other\.ndjson: line 1 is no receipt: id: /],
  ['other.json', '[{"a":1}]', /other\.json: receipt 1 is no receipt/],
  ['other.har', '{"log":{"entries":[{}]}}', /other\.har: entry 1 is no request/],
  ['other.csv', 'id,seq,kind\nr1,x,report\n', /other\.csv: record 2, seq is not JSON/],
  ['half', 'POST / HTTP/1.1\nno header\n\n', /half: a request line, headers/],
])('%s that is none is told in one line, by its place', async (name, text, expected) => {
  const directory = makeDirectory()
  writeFileSync(join(directory, name), text)
  const { code, stdout, stderr } = await run(directory, 'import', '--data', 'data', name)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(expected)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
})

test('what was read before trouble stays, and is said', async () => {
  const directory = await filled()
  const lines = await exported(directory, 'data')
  writeFileSync(join(directory, 'cut.ndjson'), lines.slice(0, -20))
  const { code, stderr } = await run(directory, 'import', '--data', 'copy', 'cut.ndjson')
  expect(code).toBe(1)
  expect(stderr).toMatch(/line 37 is not JSON \(3\d receipts before it were imported\)/)
  expect(parseLines(await exported(directory, 'copy')).length).toBeGreaterThan(30)
})

test.each([
  [['file'], /--data is expected/],
  [['--data', 'data'], /the files to import are expected/],
  [['--data', 'data', 'missing'], /missing can't be \(ENOENT\)/],
  [['--data', 'data', '.'], /a file is expected; \. is none/],
])('import %j is wrong use, and makes no directory', async (args, expected) => {
  const directory = makeDirectory()
  const { code, stdout, stderr } = await run(directory, 'import', ...args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(expected)
  expect(existsSync(join(directory, 'data'))).toBe(false)
})

test('a log of sends names its account, and still waits for its receipts where an export of it was brought to', async () => {
  const directory = makeDirectory()
  writeFileSync(
    join(directory, 'sends.csv'),
    'phone,send_time,template\n13800000001,2026-11-01 10:00:00,T1\n',
  )
  expect((await run(directory, 'import', '--data', 'a', 'sends.csv')).code).toBe(0)
  const again = await run(directory, 'import', '--data', 'a', '--account', 'shop', 'sends.csv')
  expect(JSON.parse(again.stdout)).toMatchObject({ read: 1, added: 0 })
  const [waiting] = parseLines(await exported(directory, 'a'))
  expect(waiting).toMatchObject({ account: 'shop', status: 'pending', source: 'send-log' })

  await exported(directory, 'a', '--out', 'waiting.ndjson')
  await run(directory, 'import', '--data', 'b', 'waiting.ndjson')
  const store = openStore(join(directory, 'b'))
  const sent = Date.parse('2026-11-01T10:00:01+08:00') as Instant
  store.write([storable({ phone: '13800000001', bizId: 'b1', sendTime: sent })])
  expect(await createSettling(store)(new AbortController().signal)).toBe(1)
  const seq = store.prepare('SELECT seq FROM receipt').pluck().get()
  expect(findSend(store.prepare, Number(seq))).toMatchObject({
    templateCode: 'T1',
    account: 'shop',
    tiedBy: 'time',
  })
  store.close()
})
