import { existsSync } from 'node:fs'
import { join } from 'node:path'

const candidates = [process.env.RECEIPTSCOPE_SHARED, join(import.meta.dirname, '../../shared')]

/** Reference material that may stand beside a checkout; null where it doesn't, and its tests are then skipped. */
export const sharedDirectory =
  candidates.find(path => path !== undefined && existsSync(join(path, 'reference'))) ?? null
