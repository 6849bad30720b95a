import type { Handlers } from '../../contract/api.ts'
import type { Seq } from '../../contract/brand.ts'
import type { ExportFormat } from '../../contract/exportedReceipt.ts'
import { type ExportStep, filePieceBytes, openExport } from '../export/openExport.ts'
import type { ExportJob } from '../export/readExport.ts'
import { compileQuery } from '../query/compileQuery.ts'
import { readQuery } from '../query/readQuery.ts'
import { compileWhich } from '../store/findSeqs.ts'
import type { Store } from '../store/openStore.ts'
import type { Reader } from '../store/reader.ts'
import * as inputs from './inputs.ts'
import { parseInput } from './parseInput.ts'

/** What goes over a port is JSON, made and read while the window waits. */
const framePieceBytes = 1 << 18
const pieceMilliseconds = 2000
const groupsMilliseconds = 10_000

/** An export as the bytes of its file. A query that can't be read is thrown at once. */
export type ExportFile = (
  wanted: { query: string; format: ExportFormat; masked: boolean },
  signal: AbortSignal,
) => AsyncIterable<Uint8Array>

/** Reads over everything that matches: files and tallies. */
export function exportHandlers(store: Store, reader: Reader, now: () => number, version: string) {
  const newest = () => Number(store.prepare('SELECT max(seq) FROM receipt').pluck().get() ?? 0) as Seq
  const predicateOf = (query: string) => compileQuery(readQuery(query, now()), now())

  const calls = {
    'receipts.groups': async (input, { signal }) => {
      const { query, by } = parseInput(inputs.groupsInput, input)
      const job = { predicate: predicateOf(query), by }
      const { groups, end } = await reader.read('groups', job, { milliseconds: groupsMilliseconds, signal })
      return { groups, partial: end !== 'complete' }
    },
  } satisfies Pick<Handlers['calls'], 'receipts.groups'>

  const readPiece = (job: ExportJob, signal: AbortSignal) =>
    reader.read('export', job, { milliseconds: pieceMilliseconds, signal })

  const streams = {
    async *'receipts.export'(input, { signal }) {
      const { what, ...wanted } = parseInput(inputs.exportInput, input)
      const request = {
        ...wanted,
        predicate: compileWhich(what, now()),
        version,
        pieceBytes: framePieceBytes,
      }
      for await (const { bytes, place } of openExport(readPiece, newest, request, signal)) {
        yield { text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(), place }
      }
    },
  } satisfies Pick<Handlers['streams'], 'receipts.export'>

  const exportFile: ExportFile = ({ query, ...wanted }, signal) => {
    const pieces = { version, pieceBytes: filePieceBytes, from: null }
    return bytesOf(
      openExport(readPiece, newest, { ...wanted, ...pieces, predicate: predicateOf(query) }, signal),
    )
  }
  return { calls, streams, exportFile }
}

async function* bytesOf(steps: AsyncIterable<ExportStep>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const { bytes } of steps) yield bytes
}
