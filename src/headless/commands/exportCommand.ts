import { setFlagsFromString } from 'node:v8'
import { type ExportFormat, exportFormats } from '../../contract/exportedReceipt.ts'
import type { ExportItem } from '../../contract/exportItem.ts'
import { openArchive } from '../../core/openArchive.ts'
import { type Command, type Given, UsageError } from '../command/command.ts'
import { dataOption, readPlace } from '../command/dataOption.ts'
import { connectToInstance, urlOption } from '../command/instance.ts'
import { openOutput } from '../command/openOutput.ts'
import { queryOption } from '../command/queryOption.ts'
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

/** False when nobody takes the rest. */
type Write = (item: ExportItem) => Promise<boolean>
type Wanted = { query: string; format: ExportFormat; masked: boolean }

async function exportReceipts(given: Given, io: Io): Promise<number> {
  const place = readPlace(given)
  const wanted = { query: given.text('query') ?? '', format: readFormat(given), masked: given.isSet('mask') }
  const out = given.text('out')
  const output = openOutput(out, io)
  const progress = showProgress(io)
  let isOver = false
  const write = async (item: ExportItem): Promise<boolean> => {
    isOver = item.place.isOver
    progress.show(`${item.place.receipts.toLocaleString('en')} receipts`)
    return (await output.write(item.text)) && !io.stop.aborted
  }
  try {
    if ('data' in place) await fromArchive(place.data, wanted, write, io)
    else await fromInstance(given, wanted, write, io)
  } finally {
    progress.end()
    await output.end()
  }
  if (io.stop.aborted) return complain(io, 'it was interrupted; what was written is incomplete')
  if (!isOver && out !== null)
    return complain(io, `${out} could not be written to its end; is the disk full?`)
  return 0
}

async function complain({ stderr }: Io, message: string): Promise<number> {
  await print(stderr, `receiptscope export: ${message}\n`)
  return 1
}

async function fromArchive(data: string, wanted: Wanted, write: Write, io: Io): Promise<void> {
  // What each receipt leaves behind dies at once; without this, room for new things grows to 50 MB and more.
  setFlagsFromString('--semi-space-growth-factor=1')
  const archive = openArchive(data, readVersion(io.root))
  try {
    for await (const item of archive.export(wanted.query, wanted.format, wanted.masked, io.stop)) {
      if (!(await write(item))) return
    }
  } finally {
    archive.close()
  }
}

async function fromInstance(given: Given, { query, ...wanted }: Wanted, write: Write, io: Io): Promise<void> {
  const client = await connectToInstance(given, io)
  try {
    await new Promise<void>((resolve, reject) => {
      io.stop.addEventListener('abort', () => resolve(), { once: true })
      client.open('receipts.export', {
        input: last => ({ what: { query }, ...wanted, from: last?.place ?? null }),
        async onItem(item) {
          if (!(await write(item))) resolve()
        },
        onError: reject,
        onEnd: resolve,
      })
    })
  } finally {
    client.close()
  }
}

function readFormat(given: Given): ExportFormat {
  const text = given.text('format')
  const format = exportFormats.find(known => known === text)
  if (format !== undefined) return format
  throw new UsageError(`--format expects one of ${exportFormats.join(', ')}, not ${JSON.stringify(text)}`)
}
