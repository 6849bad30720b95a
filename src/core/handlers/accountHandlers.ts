import type { Handlers } from '../../contract/api.ts'
import type { AccountId } from '../../contract/brand.ts'
import type { Accounts } from '../accounts/createAccounts.ts'
import { checkConnection } from '../connection/checkConnection.ts'
import { signerFor } from '../credentials/signerFor.ts'
import type { Outbound } from '../outbound/createOutbound.ts'
import * as inputs from './inputs.ts'
import { parseInput } from './parseInput.ts'

/** `changed` is told which account's monitors must start afresh or go. */
export function accountHandlers(
  accounts: Accounts,
  changed: (id: AccountId) => Promise<void>,
  outbound: Outbound,
  now: () => number,
) {
  return {
    'accounts.list': () => accounts.list(),
    'accounts.save': async input => {
      const account = accounts.save(parseInput(inputs.saveAccountInput, input))
      await changed(account.id)
      return account
    },
    'accounts.check': async (input, { signal }) => {
      const { id, queue } = parseInput(inputs.checkAccountInput, input)
      const tokens = outbound.open('token')
      try {
        const asked = queue ?? { queue: '', type: 'SmsReport' }
        const { account, signer } = signerFor(accounts, id, asked, { tokens, now })
        return { steps: await checkConnection(account, signer, queue?.queue ?? null, outbound, now, signal) }
      } finally {
        await tokens.destroy()
      }
    },
    'accounts.remove': async input => {
      const { id } = parseInput(inputs.removeAccountInput, input)
      accounts.remove(id)
      await changed(id)
      return null
    },
  } satisfies Pick<
    Handlers['calls'],
    'accounts.list' | 'accounts.save' | 'accounts.check' | 'accounts.remove'
  >
}
