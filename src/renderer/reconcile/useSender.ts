import { useState } from 'react'
import { useAccounts } from '../accounts/useAccounts.ts'
import { chosenAccount } from '../query/chooseAccount.ts'
import { useReceipts } from '../state/services.ts'

export type Sender = { name: string | null; names: readonly string[]; choose: (name: string | null) => void }

/** The account that a log is taken to be of until told otherwise: `usual`, else the one that is shown, else the first. */
export function useSender(usual?: string): Sender {
  const { accounts } = useAccounts()
  const shown = chosenAccount(useReceipts(state => state.query))
  const [told, setTold] = useState<{ name: string | null } | null>(null)
  const names = (accounts ?? []).map(({ name }) => name)
  const guesses = [usual, shown.kind === 'one' ? shown.name : undefined, names[0]]
  const guessed = guesses.find(guess => guess !== undefined && names.includes(guess)) ?? null
  return { name: told === null ? guessed : told.name, names, choose: name => setTold({ name }) }
}
