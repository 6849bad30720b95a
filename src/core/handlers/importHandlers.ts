import * as z from 'zod'
import type { Handlers } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { Instant } from '../../contract/brand.ts'
import { importInto } from '../import/importInto.ts'
import { ImportError } from '../import/readImport.ts'
import type { Store } from '../store/openStore.ts'
import { parseInput } from './parseInput.ts'

export const importInput = z.object({ text: z.string().max(8 << 20) })

/** A file's text taken into the store in use; done once all of it is on disk. */
export async function importText(store: Store, text: string, now: number, signal: AbortSignal) {
  const source = {
    text: async function* () {
      yield text
    },
    bytes: () => Promise.resolve(Buffer.from(text)),
    modified: now as Instant,
  }
  try {
    const { read, added } = await importInto(store, store.rev(), source, () => undefined, signal)
    await store.whenDurable()
    return { read, added }
  } catch (error) {
    if (error instanceof ImportError) {
      const message = { en: error.message, zh: `无法导入：${error.message}` }
      throw new ApiError('bad-input', message)
    }
    throw error
  }
}

export function importHandlers(store: Store, now: () => number) {
  return {
    'receipts.import': (input, { signal }) =>
      importText(store, parseInput(importInput, input).text, now(), signal),
  } satisfies Pick<Handlers['calls'], 'receipts.import'>
}
