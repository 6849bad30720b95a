import { statSync } from 'node:fs'
import { fileSource } from '../../core/import/fileSource.ts'
import { ImportError } from '../../core/import/importError.ts'
import { type Importer, openImporter } from '../../core/import/importInto.ts'
import type { ImportSource } from '../../core/import/readImport.ts'
import { type Command, type Given, UsageError } from '../command/command.ts'
import { showProgress } from '../command/showProgress.ts'
import { type Io, print } from '../io.ts'

export const importCommand: Command = {
  name: 'import',
  summary: 'Bring receipts of files into a data directory',
  operands: 'FILE...',
  options: {
    data: { value: 'DIR', about: 'The data directory, or a new one. No instance may be using it.' },
    account: {
      value: 'NAME',
      about:
        'The account that what has none is of, by its name: a log of sends, a HAR file of another program, a raw request. The daily sums of that account count them.',
    },
  },
  notes: [
    'A file is an export (ndjson, csv, har, json), a HAR file of another program, or one raw HTTP request; each is recognised by its contents. So is a log of sends, as CSV with a head or one JSON object a line, with columns such as phone, biz_id, out_id, send_time, template, sign: a send without a receipt becomes a pending row, and its receipt takes that row’s place when it comes: by its biz_id, or where the log has none by the same out_id within an hour, or the same number within ten seconds. Importing a log again with --account names the account of sends that had none. Receipts that the directory has are passed over, so a file can be imported twice. Ids are kept where they are free.',
  ],
  examples: ['receiptscope import --data ./data receipts.ndjson captured.har'],
  run: importFiles,
}

async function importFiles(given: Given, io: Io): Promise<number> {
  const data = given.text('data')
  if (data === null) throw new UsageError('--data is expected: the directory to bring receipts into')
  const account = given.text('account')
  if (account?.trim() === '') throw new UsageError('--account is expected to be the name of an account')
  if (given.operands.length === 0) throw new UsageError('the files to import are expected')
  const sources = given.operands.map(path => ({ path, source: openSource(path, account) }))
  const importer = openImporter(data)
  let code = 0
  try {
    for (const { path, source } of sources) {
      if (io.stop.aborted) break
      if (!(await importFile(importer, path, source, io))) code = 1
    }
  } finally {
    await importer.close()
  }
  if (!io.stop.aborted) return code
  await print(io.stderr, 'receiptscope import: it was interrupted; what was imported stays\n')
  return 1
}

/** One JSON line for each file; false where it could not be read to its end. */
async function importFile(importer: Importer, path: string, source: ImportSource, io: Io): Promise<boolean> {
  const bar = showProgress(io)
  let read = 0
  let added = 0
  try {
    const show = (progress: { read: number; added: number }) => {
      ;({ read, added } = progress)
      bar.show(`${path}: ${read.toLocaleString('en')} receipts`)
    }
    await importer.take(source, show, io.stop)
    bar.end()
    await print(io.stdout, `${JSON.stringify({ file: path, read, added, known: read - added })}\n`)
    return true
  } catch (error) {
    bar.end()
    if (!(error instanceof ImportError)) throw error
    const kept = added === 0 ? '' : ` (${added} receipts before it were imported)`
    await print(io.stderr, `receiptscope import: ${path}: ${error.message}${kept}\n`)
    return false
  }
}

function openSource(path: string, account: string | null): ImportSource {
  let modified: number
  try {
    const status = statSync(path)
    if (!status.isFile()) throw new UsageError(`a file is expected; ${path} is none`)
    modified = status.mtimeMs
  } catch (error) {
    if (error instanceof UsageError) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new UsageError(`a file that can be read is expected; ${path} can't be (${code})`)
  }
  return fileSource(path, modified, account)
}
