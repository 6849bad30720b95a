import { once } from 'node:events'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { ArchivedReceipt } from '../../../src/contract/exportedReceipt.ts'
import { archivedMembers } from '../../../src/core/export/archivedMembers.ts'
import { createCsvReader } from '../../../src/core/export/csv.ts'
import { fillDirectory } from './filledDirectory.ts'
import { runHere } from './runHere.ts'
import { makeDirectory, startProgram } from './startProgram.ts'

async function filled(): Promise<string> {
  const directory = makeDirectory()
  await fillDirectory(join(directory, 'data'))
  return directory
}
const exported = (directory: string, ...args: string[]) =>
  runHere(['export', '--data', 'data', ...args], { directory })
const parseLines = (text: string) =>
  text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as ArchivedReceipt)

test('export writes every receipt, oldest first, with its bytes', async () => {
  const { code, stdout, stderr } = await exported(await filled())
  expect([code, stderr]).toEqual([0, ''])
  const receipts = parseLines(stdout)
  expect(receipts).toHaveLength(37)
  expect(receipts.map(({ seq }) => seq)).toEqual(receipts.map(({ seq }) => seq).toSorted((a, b) => a - b))
  for (const receipt of receipts) expect(Object.keys(receipt)).toEqual(archivedMembers)
  expect(receipts[1]).toMatchObject({ pinned: true, note: "=1+1 'seen'", deliveries: 2 })
  const binary = receipts.find(({ messageId }) => messageId === 'BROKEN-2')
  expect(Buffer.from(binary?.raw ?? '', 'base64')).toEqual(Buffer.of(0, 255, 128, 10, 13))
})

test('all formats hold the same', async () => {
  const directory = await filled()
  const lines = parseLines((await exported(directory)).stdout)
  expect(JSON.parse((await exported(directory, '--format', 'json')).stdout)).toEqual(lines)

  const har = JSON.parse((await exported(directory, '--format', 'har')).stdout)
  expect(har.log).toMatchObject({ version: '1.2', creator: { name: 'ReceiptScope', version: '1.2.3' } })
  expect(har.log.entries.map(({ _receipt }: { _receipt: unknown }) => _receipt)).toEqual(lines)
  expect(
    har.log.entries.find(({ request }: { request: { method: string } }) => request.method === 'POST').request,
  ).toHaveProperty('postData.text')

  const csv = (await exported(directory, '--format', 'csv')).stdout
  expect(csv.startsWith('\uFEFFid,seq,kind,')).toBe(true)
  const reader = createCsvReader()
  const [head = [], ...records] = [...reader.read(csv), ...reader.end()]
  const asText = (value: unknown) =>
    value === null || typeof value === 'string' ? value : JSON.stringify(value)
  expect(head).toEqual(archivedMembers)
  expect(records).toEqual(lines.map(line => archivedMembers.map(member => asText(line[member]))))
})

test('no cell of a CSV begins a formula', async () => {
  const { stdout } = await exported(await filled(), '--format', 'csv', '--query', 'kind:reply')
  expect(stdout).toContain('"\'-退订 ""TD"",\n=cmd|calc"')
})

test('exactly what the query selects is written', async () => {
  const directory = await filled()
  const { stdout } = await exported(directory, '--query', 'status:failed phone:1380000*')
  const receipts = parseLines(stdout)
  expect(receipts.length).toBeGreaterThan(5)
  for (const { status } of receipts) expect(status).toBe('failed')
  expect(parseLines((await exported(directory, '--query', '空号')).stdout).length).toBe(receipts.length)
  expect((await exported(directory, '--query', 'phone:none')).stdout).toBe('')
  expect(JSON.parse((await exported(directory, '--query', 'phone:none', '--format', 'json')).stdout)).toEqual(
    [],
  )
  expect(
    JSON.parse((await exported(directory, '--query', 'phone:none', '--format', 'har')).stdout).log.entries,
  ).toEqual([])
})

test('masked, no phone number and no content is left anywhere', async () => {
  const directory = await filled()
  for (const format of ['ndjson', 'csv', 'har', 'json']) {
    const { stdout } = await exported(directory, '--mask', '--format', format)
    expect(stdout).toContain('138****1001')
    expect(stdout).not.toMatch(/1380000\d|1390000\d|退订/)
  }
})

async function serving(directory: string): Promise<string> {
  const { ready } = startProgram(['serve', '--no-open', '--no-simulator', '--port', '0', '--data', 'data'], {
    directory,
  })
  return (await ready()).url
}

test('a running instance exports the same, from its data and over its address', async () => {
  const directory = await filled()
  const quiet = await exported(directory)
  const url = await serving(directory)
  expect((await exported(directory)).stdout).toBe(quiet.stdout)
  for (const format of ['ndjson', 'csv', 'har', 'json']) {
    for (const more of [[], ['--mask', '--query', 'status:failed 空号']]) {
      const args = ['--format', format, ...more]
      const file = `over-address.${format}`
      const { code, stderr } = await runHere(['export', '--url', url, '--out', file, ...args], { directory })
      expect([code, stderr]).toEqual([0, ''])
      expect(readFileSync(join(directory, file), 'utf8')).toBe((await exported(directory, ...args)).stdout)
    }
  }
})

test('what an instance refuses is told, and no file is touched', async () => {
  const directory = await filled()
  const url = await serving(directory)
  const attempt = async (address: string, ...args: string[]) => {
    const place = ['--url', address, '--out', 'untouched']
    const { code, stdout, stderr } = await runHere(['export', ...place, ...args], { directory })
    expect([code, stdout, existsSync(join(directory, 'untouched'))]).toEqual([1, '', false])
    return stderr
  }
  expect(await attempt(url, '--query', 'phone:"')).toMatch(/^receiptscope export: .*at character 7/)
  expect(await attempt(`${url}x`)).toMatch(/the token is not the one of this instance/)
  expect(await attempt('http://127.0.0.1:1/?token=x')).toMatch(
    /^receiptscope export: no ReceiptScope answers at 127\.0\.0\.1:1; is it running\?/,
  )
})

test('a connection that is lost on the way is told as such', async () => {
  const directory = makeDirectory()
  const server = createServer((_, response) => {
    response.writeHead(200)
    response.write('{"id":"r1"}\n', () => response.destroy())
  })
  onTestFinished(() => void server.close())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/?token=x`
  const { code, stdout, stderr } = await runHere(['export', '--url', url], { directory })
  expect([code, stdout]).toEqual([1, '{"id":"r1"}\n'])
  expect(stderr).toMatch(/the connection to 127\.0\.0\.1:\d+ was lost; what was written is incomplete/)
})

test('--out writes a file that only its user can read, and touches none before it has something to write', async () => {
  const directory = await filled()
  const { code, stdout } = await exported(directory, '--out', 'receipts.ndjson')
  expect([code, stdout]).toEqual([0, ''])
  expect(statSync(join(directory, 'receipts.ndjson')).mode & 0o777).toBe(0o600)
  expect(parseLines(readFileSync(join(directory, 'receipts.ndjson'), 'utf8'))).toHaveLength(37)

  writeFileSync(join(directory, 'kept'), 'kept')
  const failed = await exported(directory, '--out', 'kept', '--query', 'phone:"')
  expect(failed.code).toBe(1)
  expect(readFileSync(join(directory, 'kept'), 'utf8')).toBe('kept')
  const nowhere = await exported(directory, '--out', 'nowhere/file')
  expect(nowhere.code).toBe(2)
  expect(nowhere.stderr).toMatch(/nowhere\/file can't be \(ENOENT\)/)
})

test('a reader that closes early is no fault', async () => {
  const directory = await filled()
  const url = await serving(directory)
  for (const place of [
    ['--data', 'data'],
    ['--url', url],
  ]) {
    const { child, ended } = startProgram(['export', ...place], { directory })
    child.stdout.destroy()
    expect(await ended).toMatchObject({ code: 0, stderr: '' })
  }
})

test.each([
  [[], /one of --data DIR and --url URL is expected/],
  [['--data', 'data', '--url', 'http://127.0.0.1:1/?token=x'], /one of --data DIR and --url URL is expected/],
  [['--data', 'data', '--format', 'xml'], /--format expects one of ndjson, csv, har, json, not "xml"/],
])('export %j is wrong use', async (args, expected) => {
  const { code, stdout, stderr } = await runHere(['export', ...args])
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(expected)
})

test('a directory without data is told as such, and left as it is', async () => {
  const directory = makeDirectory()
  const { code, stderr } = await exported(directory)
  expect(code).toBe(1)
  expect(stderr).toMatch(/^receiptscope export: There is no receipts\.db in data\./)
  expect(existsSync(join(directory, 'data'))).toBe(false)
})

test('stats counts by what receipts have in common', async () => {
  const directory = await filled()
  const args = ['stats', '--data', 'data', '--query', 'kind:report']
  const { stdout } = await runHere([...args, '--by', 'errCode,status', '--json'], { directory })
  expect(
    stdout
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line)),
  ).toEqual([
    {
      errCode: 'DELIVERED',
      status: 'delivered',
      count: 22,
      delivered: 22,
      failed: 0,
      meanLatencyMs: expect.any(Number),
    },
    {
      errCode: 'MK:0001',
      status: 'failed',
      count: 11,
      delivered: 0,
      failed: 11,
      meanLatencyMs: expect.any(Number),
    },
  ])
  const hours = await runHere([...args, '--by', 'hour', '--json'], { directory })
  const counted = hours.stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(counted[0]).toMatchObject({ hour: '2026-01-02T03:00:00.000Z', count: 5 })
  expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(33)

  const table = await runHere([...args, '--by', 'status'], { directory })
  expect(table.stdout).toMatch(
    /^status +count +delivered +failed +mean latency\ndelivered +22 +22 +0 +[\d.]+ s\n/,
  )
})

test('what has no status is not called unknown in the table for people, and is in JSON', async () => {
  const directory = await filled()
  const args = ['stats', '--data', 'data', '--query', 'status:unknown', '--by', 'status']
  expect((await runHere(args, { directory })).stdout).toMatch(/\nno status +\d/)
  expect((await runHere([...args, '--json'], { directory })).stdout).toContain('"status":"unknown"')
})

test('the HTTP API counts the same', async () => {
  const directory = await filled()
  const { ready } = startProgram(['serve', '--no-open', '--no-simulator', '--port', '0', '--data', 'data'], {
    directory,
  })
  const { api, token } = await ready()
  const ask = async (query: string) => {
    const answer = await fetch(`${api}/stats?${query}`, { headers: { authorization: `Bearer ${token}` } })
    return { status: answer.status, body: await answer.json() }
  }
  expect(await ask('query=status:failed&by=errCode')).toEqual({
    status: 200,
    body: {
      groups: [
        { errCode: 'MK:0001', count: 11, delivered: 0, failed: 11, meanLatencyMs: expect.any(Number) },
      ],
      partial: false,
    },
  })
  expect((await ask('')).body.groups).toMatchObject([{ count: 37 }])
  expect(await ask('by=toString')).toMatchObject({ status: 400, body: { code: 'bad-input' } })
})

test.each([
  [['--by', 'colour'], /--by expects up to four of status, kind, /],
  [['--by', 'status,status'], /each once/],
])('stats %j is wrong use', async (args, expected) => {
  const { code, stderr } = await runHere(['stats', '--data', 'data', ...args])
  expect(code).toBe(2)
  expect(stderr).toMatch(expected)
})
