import type { Dispatcher } from 'undici'
import type { Account } from '../../contract/account.ts'
import type { Accounts } from '../accounts/createAccounts.ts'
import { signerFor } from '../credentials/signerFor.ts'
import { createMnsClient, type MnsClient } from '../mns/createMnsClient.ts'
import type { MonitorEntry } from './monitorEntry.ts'

/** A client for a monitor's queue; what its exchanges tell is noted with the monitor. */
export function openQueue(
  entry: MonitorEntry,
  {
    accounts,
    dispatcher,
    tokens,
    now,
  }: { accounts: Accounts; dispatcher: Dispatcher; tokens: Dispatcher; now: () => number },
): { account: Account; client: MnsClient } {
  const { settings, exchanges } = entry
  const { account, signer } = signerFor(accounts, settings.account, settings, { tokens, now })
  entry.credentialsUntil = signer.until
  const client = createMnsClient({
    endpoint: account.endpoint,
    dispatcher,
    signer,
    now,
    onExchange: exchanges.add,
    onClockSkew: milliseconds => {
      entry.clockSkewMs = milliseconds
    },
  })
  return { account, client }
}
