import { setFlagsFromString } from 'node:v8'
import { type ExportFormat, exportFormats } from '../../contract/exportedReceipt.ts'
import { type Command, type Given, UsageError } from '../command/command.ts'
import { dataOption, readPlace } from '../command/dataOption.ts'
import { readInstanceAddress, urlOption } from '../command/instanceAddress.ts'
import { type Output, openOutput } from '../command/openOutput.ts'
import { queryOption } from '../command/queryOption.ts'
import { requestExport } from '../command/requestExport.ts'
import { showProgress } from '../command/showProgress.ts'
import { type Io, print } from '../io.ts'
import { readVersion } from '../readVersion.ts'

export const exportCommand: Command = {
  name: 'export',
  summary: 'Write receipts to a file, or to stdout',
  operands: null,
  options: {
    data: dataOption,
    url: urlOption,
    query: queryOption,
    format: { value: 'FORMAT', about: `One of ${exportFormats.join(', ')}.`, fallback: 'ndjson' },
    out: { value: 'FILE', about: 'A new file, or one to write over. Without it: stdout.' },
    mask: {
      about: 'Hide phone numbers but for their ends, and contents altogether; the bytes are left out then.',
    },
  },
  notes: [
    'Receipts come oldest first, each with all that an import needs. A CSV opens in spreadsheets as it is: it is marked as UTF-8, no cell is taken for a formula, and no long number is rounded.',
  ],
  examples: [
    'receiptscope export --data ./data --query since:24h --format csv --out receipts.csv',
    "receiptscope export --url 'http://127.0.0.1:8765/?token=…' --mask | gzip > masked.ndjson.gz",
  ],
  run: exportReceipts,
}

/** Bytes between a connection, which brings little at once, and the file. */
const mostOnTheWay = 1 << 20

type Wanted = { query: string; format: ExportFormat; masked: boolean }
/** Bytes of the file, and how far it has come with them, in words. */
type Piece = { bytes: Uint8Array; reached: string }

async function exportReceipts(given: Given, io: Io): Promise<number> {
  const place = readPlace(given)
  const wanted = { query: given.text('query') ?? '', format: readFormat(given), masked: given.isSet('mask') }
  const out = given.text('out')
  const isWhole =
    'data' in place
      ? await writeTo(openOutput(out, io, 0), fromArchive(place.data, wanted, io), io)
      : await writeTo(openOutput(out, io, mostOnTheWay), fromInstance(given, wanted, io), io)
  if (io.stop.aborted) return complain(io, 'it was interrupted; what was written is incomplete')
  if (!isWhole && out !== null)
    return complain(io, `${out} could not be written to its end; is the disk full?`)
  return 0
}

/** False when nobody took the rest. */
async function writeTo(output: Output, pieces: AsyncIterable<Piece>, io: Io): Promise<boolean> {
  const progress = showProgress(io)
  let isWhole = false
  try {
    for await (const { bytes, reached } of pieces) {
      progress.show(reached)
      if (!(await output.write(bytes)) || io.stop.aborted) break
    }
  } finally {
    progress.end()
    isWhole = await output.end()
  }
  return isWhole
}

async function complain({ stderr }: Io, message: string): Promise<number> {
  await print(stderr, `receiptscope export: ${message}\n`)
  return 1
}

async function* fromArchive(data: string, { query, format, masked }: Wanted, io: Io): AsyncGenerator<Piece> {
  // What each receipt leaves behind dies at once; without this, room for new things grows to 50 MB and more.
  setFlagsFromString('--semi-space-growth-factor=1')
  const { openArchive } = await import('../../core/openArchive.ts')
  const archive = openArchive(data, readVersion(io.root))
  try {
    for await (const { bytes, place } of archive.export(query, format, masked, io.stop)) {
      yield { bytes, reached: `${place.receipts.toLocaleString('en')} receipts` }
    }
  } finally {
    archive.close()
  }
}

async function* fromInstance(given: Given, wanted: Wanted, io: Io): AsyncGenerator<Piece> {
  let written = 0
  for await (const bytes of requestExport(readInstanceAddress(given, io), wanted, io.stop)) {
    written += bytes.byteLength
    yield { bytes, reached: `${(written / 1e6).toFixed(0)} MB` }
  }
}

function readFormat(given: Given): ExportFormat {
  const text = given.text('format')
  const format = exportFormats.find(known => known === text)
  if (format !== undefined) return format
  throw new UsageError(`--format expects one of ${exportFormats.join(', ')}, not ${JSON.stringify(text)}`)
}
