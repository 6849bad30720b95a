import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { safeStorage } from 'electron'
import type { AppInfo } from '../contract/status.ts'
import { parseJsonObject } from './parseJsonObject.ts'
import { writeDurably } from './writeDurably.ts'

export type DataKey =
  | { kind: 'unlocked'; key: Uint8Array; secrets: AppInfo['secrets'] }
  /** A key exists and can't be had; another one in its place would lose every stored secret. */
  | { kind: 'locked'; reason: 'keychain-out-of-reach' | 'file-damaged' }

/** `sealed` by the system's keychain, or `plain` where there is none; both in base64. */
type Stored = { sealed: Buffer } | { plain: Buffer }

const keyBytes = 32

/** The key that seals the stored secrets, made at the first start. Only after the app is ready. */
export async function unlockDataKey(path: string): Promise<DataKey> {
  const keychain = await findKeychain()
  const stored = readStored(path)
  if (stored === 'damaged') return { kind: 'locked', reason: 'file-damaged' }
  if (stored && 'sealed' in stored)
    return keychain === 'keychain' ? await unseal(path, stored.sealed) : outOfReach

  const key = stored?.plain ?? randomBytes(keyBytes)
  if (keychain === 'keychain') await seal(path, key)
  else if (!stored) writeDurably(path, JSON.stringify({ plain: key.toString('base64') }))
  return { kind: 'unlocked', key, secrets: keychain }
}

const outOfReach: DataKey = { kind: 'locked', reason: 'keychain-out-of-reach' }

/** Linux without a secret service offers a "keychain" whose password is in everyone's source code: none at all. */
async function findKeychain(): Promise<'keychain' | 'plain-text-keychain' | 'key-file'> {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text')
    return 'plain-text-keychain'
  return (await safeStorage.isAsyncEncryptionAvailable()) ? 'keychain' : 'key-file'
}

async function seal(path: string, key: Buffer): Promise<void> {
  const sealed = await safeStorage.encryptStringAsync(key.toString('base64'))
  writeDurably(path, JSON.stringify({ sealed: sealed.toString('base64') }))
}

async function unseal(path: string, sealed: Buffer): Promise<DataKey> {
  const opened = await safeStorage.decryptStringAsync(sealed).catch(() => null)
  if (!opened) return outOfReach
  const key = Buffer.from(opened.result, 'base64')
  if (key.length !== keyBytes) return { kind: 'locked', reason: 'file-damaged' }
  if (opened.shouldReEncrypt) await seal(path, key)
  return { kind: 'unlocked', key, secrets: 'keychain' }
}

function readStored(path: string): Stored | 'damaged' | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const { sealed, plain } = parseJsonObject(text) ?? {}
  if (typeof sealed === 'string' && sealed !== '') return { sealed: Buffer.from(sealed, 'base64') }
  if (typeof plain !== 'string') return 'damaged'
  const key = Buffer.from(plain, 'base64')
  return key.length === keyBytes ? { plain: key } : 'damaged'
}
