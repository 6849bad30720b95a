import type { Instant } from '../../contract/brand.ts'
import type { ArchivedReceipt } from '../../contract/exportedReceipt.ts'
import type { Words } from '../../contract/words.ts'
import { archivedMembers } from '../export/archivedMembers.ts'
import { archivedReceipt } from '../export/archivedReceipt.ts'
import { type CsvField, createCsvReader } from '../export/csv.ts'
import { sayIssue } from '../sayIssue.ts'
import { isArchive, isSendLog, readSend } from '../sends/readSend.ts'
import { restorableSend } from '../sends/restorableSend.ts'
import type { RestorableBody } from '../store/restorableBody.ts'
import { importAccount } from '../store/sendTable.ts'
import { createElementReader, mostCharacters } from './createElementReader.ts'
import { ImportError, importPlaces } from './importError.ts'
import { captured, readHarEntry } from './readHar.ts'
import { readRawRequest } from './readRawRequest.ts'
import { archivedToRestorable, isSameBody, messageToRestorable } from './toRestorable.ts'

type Found = { kind: 'receipt'; value: unknown; place: Words } | { kind: 'body'; body: RestorableBody }
/** A file, read as often as needed; `modified` stands for the time of what has none of its own. */
export type ImportSource = {
  text(): AsyncIterable<string>
  /** Null where there are more than `most`. */
  bytes(most: number): Promise<Uint8Array | null>
  modified: Instant
  /** The name of the account that what has none is of; null where it isn't told. */
  account: string | null
}

/** Characters in which a first line ends. */
const longestHead = 1 << 16

/** Reads a file of any kind that an export writes, a HAR of another program, or one raw request. */
export async function* readImport(source: ImportSource): AsyncGenerator<RestorableBody> {
  let group: [ArchivedReceipt, ...ArchivedReceipt[]] | null = null
  for await (const found of await recognise(source)) {
    const receipt = found.kind === 'receipt' ? parseReceipt(found) : null
    const before = group?.at(-1)
    if (receipt !== null && group !== null && before !== undefined && isSameBody(before, receipt)) {
      group.push(receipt)
      continue
    }
    if (group !== null) yield archivedToRestorable(group)
    group = receipt === null ? null : [receipt]
    if (found.kind === 'body') yield found.body
  }
  if (group !== null) yield archivedToRestorable(group)
}

async function recognise(source: ImportSource): Promise<AsyncIterable<Found>> {
  let head = ''
  for await (const text of source.text()) {
    head += text
    if (head.length > longestHead || /\S.*\n/.test(head)) break
  }
  const start = head.replace(/^\uFEFF/, '').trimStart()
  if (start.startsWith('[')) return readArray(source)
  if (/^\{\s*"log"/.test(start)) return readHarFile(source)
  if (isSendLogText(start)) return start.startsWith('{') ? readSendLines(source) : readSendCsv(source)
  if (start.startsWith('{') || start === '') return readLines(source)
  if (/^[A-Z]{3,10} \S+ HTTP\//.test(start)) return readRequest(source)
  if (start.startsWith(`${archivedMembers.slice(0, 2).join(',')},`)) return readCsv(source)
  throw new ImportError({
    en: 'it is neither an export of ReceiptScope (ndjson, csv, har, json), nor a log of sends (csv, ndjson), nor a HAR file, nor a raw HTTP request',
    zh: '既不是 ReceiptScope 的导出文件（ndjson、csv、har、json），也不是发送记录（csv、ndjson）、HAR 文件或原始 HTTP 请求',
  })
}

/** Whether a text begins as a log of sends does: by the columns of its head, or the members of its first object. */
export function isSendLogText(text: string): boolean {
  const [line = ''] = text
    .replace(/^\uFEFF/, '')
    .trimStart()
    .split('\n', 1)
  if (!line.startsWith('{')) {
    const reader = createCsvReader()
    const [head = []] = [...reader.read(`${line.trimEnd()}\n`), ...reader.end()]
    return !isArchive(head.map(String)) && isSendLog(head.map(String))
  }
  try {
    const names = Object.keys(JSON.parse(line) as object)
    return !isArchive(names) && isSendLog(names)
  } catch {
    return false
  }
}

async function* readSendLines(source: ImportSource): AsyncGenerator<Found> {
  for await (const found of readLines(source)) {
    if (found.kind !== 'receipt') continue
    const isObject = typeof found.value === 'object' && found.value !== null
    yield toSend(isObject ? Object.entries(found.value as object) : [], source, found.place)
  }
}

async function* readSendCsv(source: ImportSource): AsyncGenerator<Found> {
  for await (const { head, record, place } of readRecords(source)) {
    yield toSend(
      head.map((name, index) => [name, record[index] ?? null] as const),
      source,
      place,
    )
  }
}

function toSend(members: (readonly [string, unknown])[], source: ImportSource, place: Words): Found {
  const send = readSend(members)
  if ('en' in send)
    throw new ImportError({
      en: `${place.en} is no send: ${send.en}`,
      zh: `${place.zh}不是发送记录：${send.zh}`,
    })
  const raw = JSON.stringify(Object.fromEntries(members))
  return { kind: 'body', body: restorableSend(send, raw, source.modified, source.account) }
}

function parseReceipt({ value, place }: Extract<Found, { kind: 'receipt' }>): ArchivedReceipt {
  const result = archivedReceipt.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const member = issue?.path.join('.') ?? ''
  const trouble = sayIssue(archivedReceipt, value, issue)
  throw new ImportError({
    en: `${place.en} is no receipt: ${member || 'it'}: ${trouble.en}`,
    zh: `${place.zh}不是回执：${member || '整体'}：${trouble.zh}`,
  })
}

async function* readLines(source: ImportSource): AsyncGenerator<Found> {
  let rest = ''
  let line = 0
  const read = function* (text: string): Generator<Found> {
    line += 1
    const place = importPlaces.line(line)
    if (text.trim() !== '') yield { kind: 'receipt', value: parseJson(text.trim(), place), place }
  }
  for await (const text of source.text()) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const whole of lines) yield* read(whole)
    refuseEndless(rest.length, importPlaces.line(line + 1))
  }
  yield* read(rest)
}

async function* readArray(source: ImportSource): AsyncGenerator<Found> {
  for await (const { value, place } of readElements(source, [], importPlaces.receipt)) {
    yield { kind: 'receipt', value, place }
  }
}

async function* readHarFile(source: ImportSource): AsyncGenerator<Found> {
  for await (const { value, place } of readElements(source, ['log', 'entries'], importPlaces.entry)) {
    const entry = readHarEntry(value, source.account ?? importAccount)
    if (entry === null)
      throw new ImportError({
        en: `${place.en} is no request as HAR 1.2 has it`,
        zh: `${place.zh}不是 HAR 1.2 的请求`,
      })
    if (entry.kind === 'receipt') yield { kind: 'receipt', value: entry.receipt, place }
    else yield { kind: 'body', body: messageToRestorable(entry.message) }
  }
}

async function* readElements(
  source: ImportSource,
  path: readonly string[],
  placeOf: (count: number) => Words,
): AsyncGenerator<{ value: unknown; place: Words }> {
  const reader = createElementReader(path)
  let count = 0
  let isFirst = true
  for await (const text of source.text()) {
    for (const element of reader.read(isFirst ? text.replace(/^\uFEFF/, '') : text)) {
      count += 1
      const place = placeOf(count)
      yield { value: parseJson(element, place), place }
    }
    isFirst = false
    refuseEndless(reader.waiting(), placeOf(count + 1))
  }
  const end = reader.end()
  if (end === 'not JSON')
    throw new ImportError({ en: 'the file is not JSON, or ends too early', zh: '文件不是 JSON，或提前结束' })
  if (end === 'no array')
    throw new ImportError({
      en: `${path.join('.')} is expected to be an array`,
      zh: `${path.join('.')} 应为数组`,
    })
}

function refuseEndless(characters: number, place: Words): void {
  if (characters <= mostCharacters) return
  throw new ImportError({
    en: `${place.en} has more than ${mostCharacters >> 20} million characters`,
    zh: `${place.zh}超过 ${mostCharacters >> 20} 百万个字符`,
  })
}

async function* readRequest(source: ImportSource): AsyncGenerator<Found> {
  const bytes = await source.bytes(mostCharacters)
  if (bytes === null)
    throw new ImportError({
      en: `a request of more than ${mostCharacters >> 20} MiB is not read`,
      zh: `不读取超过 ${mostCharacters >> 20} MiB 的请求`,
    })
  const request = readRawRequest(bytes)
  if (request === null)
    throw new ImportError({
      en: 'a request line, headers, an empty line and the body are expected',
      zh: '应依次为请求行、请求头、空行和正文',
    })
  const { headers, requestLine, target, body } = request
  const message = {
    ...captured(headers, source.account ?? importAccount),
    source: target.split('?')[0] ?? target,
    receivedAt: source.modified,
    raw: body,
    requestLine,
  }
  yield { kind: 'body', body: messageToRestorable(message) }
}

async function* readCsv(source: ImportSource): AsyncGenerator<Found> {
  for await (const { head, record, count, place } of readRecords(source)) {
    yield { kind: 'receipt', value: fromRecord(head, record, count), place }
  }
}

type CsvPlace = { head: string[]; record: CsvField[]; count: number; place: Words }

async function* readRecords(source: ImportSource): AsyncGenerator<CsvPlace> {
  const reader = createCsvReader()
  let head: string[] | null = null
  let count = 1
  const read = function* (records: Iterable<CsvField[]>): Generator<CsvPlace> {
    for (const record of records) {
      if (head === null) head = record.map(field => (field ?? '').replace(/^\uFEFF/, ''))
      else if (record.some(field => field !== null)) {
        count += 1
        yield { head, record, count, place: importPlaces.record(count) }
      }
    }
  }
  for await (const text of source.text()) {
    yield* read(reader.read(text))
    refuseEndless(reader.waiting(), importPlaces.record(count + 1))
  }
  yield* read(reader.end())
}

/** Members that are no texts stand in a CSV as JSON. */
const structured = new Set([
  'seq',
  'latencyMs',
  'parts',
  'deliveries',
  'signature',
  'item',
  'headers',
  'pinned',
])

function fromRecord(head: string[], record: CsvField[], count: number): Record<string, unknown> {
  const members = head.map((name, index) => {
    const field = record[index] ?? null
    const isStructured = structured.has(name) && field !== null
    return [name, isStructured ? parseJson(field, memberPlace(count, name)) : field]
  })
  return Object.fromEntries(members)
}

function memberPlace(count: number, name: string): Words {
  const { en, zh } = importPlaces.record(count)
  return { en: `${en}, ${name}`, zh: `${zh}的 ${name} ` }
}

function parseJson(text: string, place: Words): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new ImportError({ en: `${place.en} is not JSON`, zh: `${place.zh}不是 JSON` })
  }
}
