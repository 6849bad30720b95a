import * as z from 'zod'
import type { Handlers } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { Instant } from '../../contract/brand.ts'
import type { Accounts } from '../accounts/createAccounts.ts'
import { ImportError } from '../import/importError.ts'
import { importInto } from '../import/importInto.ts'
import type { Store } from '../store/openStore.ts'
import { parseInput } from './parseInput.ts'

export const importInput = z.object({
  text: z.string().max(8 << 20),
  account: z.string().min(1).max(200).nullish(),
})

/** The name as the account has it: one that nobody has would keep what is imported out of every comparison. */
export function knownName(accounts: Pick<Accounts, 'list'>, name: string | null | undefined): string | null {
  if (name === null || name === undefined) return null
  const names = accounts.list().map(account => account.name)
  const known = names.find(each => each.toLowerCase() === name.toLowerCase())
  if (known !== undefined) return known
  const all = names.map(each => `“${each}”`)
  throw new ApiError(
    'not-found',
    { en: `There is no account “${name}”`, zh: `没有名为“${name}”的账号` },
    names.length === 0
      ? { en: 'No account is configured.', zh: '尚未配置账号。' }
      : { en: `There are ${all.join(', ')}.`, zh: `已有：${all.join('、')}。` },
  )
}

/** A file's text taken into the store in use; done once all of it is on disk. */
export async function importText(
  store: Store,
  text: string,
  account: string | null,
  now: number,
  signal: AbortSignal,
) {
  const source = {
    account,
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
    if (error instanceof ImportError) throw new ApiError('bad-input', error.said)
    throw error
  }
}

export function importHandlers(store: Store, accounts: Pick<Accounts, 'list'>, now: () => number) {
  return {
    'receipts.import': (input, { signal }) => {
      const { text, account } = parseInput(importInput, input)
      return importText(store, text, knownName(accounts, account), now(), signal)
    },
  } satisfies Pick<Handlers['calls'], 'receipts.import'>
}
