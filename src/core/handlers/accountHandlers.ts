import type { Handlers } from '../../contract/api.ts'
import type { AccountId } from '../../contract/brand.ts'
import type { Accounts } from '../accounts/createAccounts.ts'
import * as inputs from './inputs.ts'
import { parseInput } from './parseInput.ts'

/** `changed` is told which account's monitors must start afresh or go. */
export function accountHandlers(accounts: Accounts, changed: (id: AccountId) => Promise<void>) {
  return {
    'accounts.list': () => accounts.list(),
    'accounts.save': async input => {
      const account = accounts.save(parseInput(inputs.saveAccountInput, input))
      await changed(account.id)
      return account
    },
    'accounts.remove': async input => {
      const { id } = parseInput(inputs.removeAccountInput, input)
      accounts.remove(id)
      await changed(id)
      return null
    },
  } satisfies Pick<Handlers['calls'], 'accounts.list' | 'accounts.save' | 'accounts.remove'>
}
