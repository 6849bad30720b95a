import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartError } from '../core/startError.ts'
import { makeDirectory } from '../core/store/makeDirectory.ts'

/** The text of a file that only this user may read, made with `create` where it is not there yet. */
export function readPrivateFile(path: string, create: () => string): string {
  try {
    makeDirectory(dirname(path))
    return readOwn(path) ?? writeNew(path, create()) ?? readOwn(path) ?? ''
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new StartError(
      'data-directory',
      `The data directory ${dirname(path)} can't be used (${code})`,
      'Choose another one with --data, or give this user the right to read and write there.',
    )
  }
}

function readOwn(path: string): string | null {
  try {
    // Windows has no such bits; there the profile directory's own rights protect the file.
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600)
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Null where another process was quicker. */
function writeNew(path: string, text: string): string | null {
  try {
    writeFileSync(path, `${text}\n`, { flag: 'wx', mode: 0o600, flush: true })
    return text
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return null
    throw error
  }
}
