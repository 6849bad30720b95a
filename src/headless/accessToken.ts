import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { readPrivateFile } from './privateFile.ts'

/**
 * Stays the same for a data directory, so that open windows and scripts outlive a restart; deleting the file makes a new
 * one. What is not at least 128 bits of plain characters was not made here and is replaced by a passing one.
 */
export function readAccessToken(dataDirectory: string): string {
  const create = () => randomBytes(32).toString('base64url')
  const token = readPrivateFile(join(dataDirectory, 'access-token'), create)
  return /^[\w-]{22,200}$/.test(token) ? token : create()
}
