import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import type { Instant } from '../../contract/brand.ts'
import type { ImportSource } from './readImport.ts'

/** A file to import from; that it is one was seen before, by whoever knows its time. */
export function fileSource(path: string, modifiedMs: number, account: string | null = null): ImportSource {
  return {
    text: () => createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 18 }),
    bytes: async most => ((await stat(path)).size > most ? null : readFile(path)),
    modified: Math.trunc(modifiedMs) as Instant,
    account,
  }
}
