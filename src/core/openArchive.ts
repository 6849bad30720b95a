import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Seq } from '../contract/brand.ts'
import type { ExportFormat } from '../contract/exportedReceipt.ts'
import type { Group, GroupField } from '../contract/group.ts'
import { type ExportStep, filePieceBytes, openExport } from './export/openExport.ts'
import { readExport } from './export/readExport.ts'
import { compileQuery } from './query/compileQuery.ts'
import { readQuery } from './query/readQuery.ts'
import { StartError } from './startError.ts'
import { migrations } from './store/migrations.ts'
import { databaseName } from './store/openDatabase.ts'
import { openIndexReader } from './store/openIndexReader.ts'
import { prepareCached } from './store/prepareCached.ts'
import { readGroups } from './store/readGroups.ts'

/** A data directory that is only read: nothing runs, nothing is written, and an instance may be using it. */
export type Archive = {
  export(query: string, format: ExportFormat, masked: boolean, signal: AbortSignal): AsyncIterable<ExportStep>
  groups(query: string, by: readonly GroupField[], signal: AbortSignal): Promise<{ groups: Group[] }>
  close(): void
}

export function openArchive(dataDirectory: string, version: string, now: () => number = Date.now): Archive {
  const database = openReadOnly(dataDirectory)
  const prepare = prepareCached(database)
  const index = openIndexReader(database)
  const predicate = (query: string) => compileQuery(readQuery(query, now()), now())
  const newest = () => Number(prepare('SELECT max(seq) FROM receipt').pluck().get() ?? 0) as Seq
  const limits = (signal: AbortSignal) => ({ deadline: Number.POSITIVE_INFINITY, signal, clock: now })
  return {
    export: (query, format, masked, signal) =>
      openExport(
        (job, stop) => readExport(prepare, job, limits(stop)),
        newest,
        { predicate: predicate(query), format, masked, version, pieceBytes: filePieceBytes, from: null },
        signal,
      ),
    groups: (query, by, signal) => readGroups({ prepare, index }, predicate(query), by, limits(signal)),
    close() {
      index.close()
      database.close()
    },
  }
}

function openReadOnly(dataDirectory: string): Database.Database {
  const path = join(dataDirectory, databaseName)
  if (!existsSync(path)) {
    throw new StartError(
      'data-directory',
      `There is no ${databaseName} in ${dataDirectory}`,
      'Name the directory that receiptscope serve was given with --data.',
    )
  }
  let database: Database.Database | undefined
  try {
    database = new Database(path, { readonly: true })
    const version = Number(database.pragma('user_version', { simple: true }))
    if (version === migrations.length) return database
  } catch (error) {
    database?.close()
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    throw new StartError('not-a-database', `${path} can't be read (${code})`, 'It was left as it is.')
  }
  database.close()
  throw new StartError(
    'database-newer',
    `${path} was written by another version of ReceiptScope`,
    'Use the version that wrote it, or start receiptscope serve on it once. Nothing was changed.',
  )
}
