import type { Handlers } from '../../contract/api.ts'
import type { Seq } from '../../contract/brand.ts'
import { openExport } from '../export/openExport.ts'
import { compileQuery } from '../query/compileQuery.ts'
import type { Store } from '../store/openStore.ts'
import type { Reader } from '../store/reader.ts'
import { compileWhich } from './findSeqs.ts'
import * as inputs from './inputs.ts'
import { parseInput } from './parseInput.ts'
import { readQuery } from './readQuery.ts'

const pieceRows = 250
const pieceMilliseconds = 2000
const groupsMilliseconds = 10_000

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

  const streams = {
    'receipts.export': (input, { signal }) => {
      const { what, ...wanted } = parseInput(inputs.exportInput, input)
      const predicate = compileWhich(what, now())
      const options = { milliseconds: pieceMilliseconds, signal }
      return openExport(
        job => reader.read('export', job, options),
        newest,
        { ...wanted, predicate, version, most: pieceRows },
        signal,
      )
    },
  } satisfies Pick<Handlers['streams'], 'receipts.export'>

  return { calls, streams }
}
