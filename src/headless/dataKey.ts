import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { StartError } from '../core/startError.ts'
import { readPrivateFile } from './privateFile.ts'

const keyBytes = 32

/** The key that seals secrets at rest: from RECEIPTSCOPE_DATA_KEY, else from a file made at the first start. */
export function readDataKey(
  dataDirectory: string,
  environment: Record<string, string | undefined>,
): { key: Uint8Array; from: 'environment' | 'key-file' } {
  const configured = environment.RECEIPTSCOPE_DATA_KEY?.trim()
  if (configured) return { key: parse(configured, 'RECEIPTSCOPE_DATA_KEY'), from: 'environment' }
  const path = join(dataDirectory, 'data.key')
  const text = readPrivateFile(path, () => randomBytes(keyBytes).toString('hex'))
  return { key: parse(text, path), from: 'key-file' }
}

/** Never quotes what it read. */
function parse(text: string, place: string): Uint8Array {
  const isHex = /^[0-9a-f]{64}$/i.test(text)
  const key = Buffer.from(text, isHex ? 'hex' : 'base64')
  if (key.length === keyBytes && (isHex || /^[A-Za-z0-9+/]{43}=?$/.test(text))) return key
  throw new StartError(
    'bad-data-key',
    `${place} is not a key: ${keyBytes} bytes as 64 hexadecimal digits or as Base64 are expected`,
    'Give the key that this data directory was made with; openssl rand -hex 32 makes a new one.',
  )
}
