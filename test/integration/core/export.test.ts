import { afterEach, expect, test } from 'vitest'
import type { Instant } from '../../../src/contract/brand.ts'
import { type ExportFormat, exportFormats } from '../../../src/contract/exportedReceipt.ts'
import { createIngest } from '../../../src/core/ingest/createIngest.ts'
import { decodeMessage } from '../../../src/core/ingest/decodeMessage.ts'
import { openArchive } from '../../../src/core/openArchive.ts'
import { openStore } from '../../../src/core/store/openStore.ts'
import { openTestCore, type TestCore } from './openTestCore.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** Two thousand receipts with bodies of up to 20 KB, and one with a body larger than a piece. */
async function filledCore(): Promise<TestCore> {
  const empty = await openTestCore()
  await empty.core.close()
  const store = openStore(empty.dataDirectory)
  const ingest = createIngest(store, decodeMessage)
  const message = (raw: string, index: number) => ({
    via: 'queue' as const,
    account: 'sim',
    source: 'receipts',
    messageType: null,
    messageId: `M${index}`,
    requestId: null,
    receivedAt: (1_767_322_800_000 + index) as Instant,
    raw: Buffer.from(raw),
    headers: null,
    requestLine: null,
    signature: null,
    peeked: false,
  })
  const bodies = Array.from({ length: 2000 }, (_, index) =>
    message(`回执 ${index} ${'x'.repeat(index % 50 === 0 ? 20_000 : 100)}`, index),
  )
  await ingest.ingest([...bodies, message('y'.repeat(1_500_000), 2000), message('end', 2001)])
  await ingest.close()
  store.close()
  const core = await openTestCore({}, undefined, empty.dataDirectory)
  cleanups.push(core.close)
  return core
}

const never = new AbortController().signal
type Wanted = { query: string; format: ExportFormat; masked: boolean }

/** Each piece is copied as it comes: its memory may be another's once the next is asked for. */
async function gather(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const copies: Buffer[] = []
  for await (const piece of pieces) copies.push(Buffer.from(piece))
  return Buffer.concat(copies)
}

async function* bytesOf(steps: AsyncIterable<{ bytes: Uint8Array }>) {
  for await (const { bytes } of steps) yield bytes
}

async function overPort({ core }: TestCore, { query, ...wanted }: Wanted): Promise<string> {
  let text = ''
  const input = { what: { query }, ...wanted, from: null }
  for await (const item of core.handlers.streams['receipts.export'](input, { signal: never }))
    text += item.text
  return text
}

test('a file of many pieces is the same from the directory, as bytes and over a port', async () => {
  const core = await filledCore()
  const archive = openArchive(core.dataDirectory, '0')
  cleanups.push(archive.close)
  for (const format of exportFormats) {
    const wanted = { query: '', format, masked: false }
    const bytes = await gather(core.core.exportFile(wanted, never))
    expect(bytes.length).toBeGreaterThan(3_000_000)
    expect(bytes.equals(await gather(bytesOf(archive.export('', format, false, never))))).toBe(true)
    expect(bytes.toString() === (await overPort(core, wanted))).toBe(true)
  }
  const lines = (await gather(core.core.exportFile({ query: '', format: 'ndjson', masked: false }, never)))
    .toString()
    .trimEnd()
    .split('\n')
  expect(lines.map(line => JSON.parse(line).seq)).toEqual(lines.map((_, index) => index + 1))
  expect(lines).toHaveLength(2002)
})

test('an export over a port goes on where it was interrupted, piece after piece', async () => {
  const core = await filledCore()
  for (const format of exportFormats) {
    let text = ''
    let from = null
    for (;;) {
      const input = { what: { query: '' }, format, masked: false, from }
      const steps = core.core.handlers.streams['receipts.export'](input, { signal: never })
      const { value, done } = await steps[Symbol.asyncIterator]().next()
      if (done === true) break
      text += value.text
      from = value.place
    }
    expect(text === (await overPort(core, { query: '', format, masked: false }))).toBe(true)
  }
})

test('one that is left half way leaves nothing behind: the next is whole, and the core closes', async () => {
  const core = await filledCore()
  const wanted = { query: '', format: 'ndjson', masked: false } as const
  const whole = await gather(core.core.exportFile(wanted, never))
  for await (const piece of core.core.exportFile(wanted, never)) {
    expect(piece.length).toBeGreaterThan(0)
    break
  }
  const stopped = new AbortController()
  let pieces = 0
  for await (const _ of core.core.exportFile(wanted, stopped.signal)) {
    pieces += 1
    stopped.abort()
  }
  expect(pieces).toBe(1)
  expect((await gather(core.core.exportFile(wanted, never))).equals(whole)).toBe(true)
})

test('a query that can’t be read is refused before the first byte', async () => {
  const core = await openTestCore()
  cleanups.push(core.close)
  expect(() => core.core.exportFile({ query: 'phone:"', format: 'ndjson', masked: false }, never)).toThrow(
    /character 7/,
  )
})
