import type { Account } from '../../contract/account.ts'
import { ApiError } from '../../contract/apiError.ts'
import { asIs } from '../../contract/words.ts'

/** The account of a name, or an id; without either the only one there is. */
export function chooseAccount(accounts: readonly Account[], wanted: string | null): Account {
  const [first] = accounts
  if (first === undefined) throw new ApiError('not-found', asIs('No account is configured.'))
  if (wanted === null && accounts.length === 1) return first
  const folded = wanted?.toLowerCase()
  const found =
    accounts.find(({ name }) => name.toLowerCase() === folded) ?? accounts.find(({ id }) => id === wanted)
  if (found !== undefined) return found
  const message =
    wanted === null ? 'An account is expected.' : `There is no account ${JSON.stringify(wanted)}.`
  const names = accounts.map(({ name }) => JSON.stringify(name)).join(', ')
  throw new ApiError(wanted === null ? 'bad-input' : 'not-found', asIs(message), asIs(`There are ${names}.`))
}
