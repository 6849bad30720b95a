import { ApiError } from '../../contract/apiError.ts'
import type { MonitorMode } from '../../contract/status.ts'
import type { Accounts } from '../accounts/createAccounts.ts'
import type { MnsClient } from '../mns/createMnsClient.ts'
import { describeFailure } from '../mns/mnsResult.ts'
import { sayError } from '../sayError.ts'
import { consentNeeded, type Holding, takes } from './consentNeeded.ts'
import type { MonitorEntry } from './monitorEntry.ts'

const chineseModes = { lease: '租用', consume: '消费' } as const

const askMilliseconds = 4000

/** Who may take messages from a queue that is not on this machine, and from which endpoint. */
export function createConsent({
  accounts,
  open,
  changed,
}: {
  accounts: Accounts
  open: (entry: MonitorEntry) => { client: MnsClient }
  changed: () => void
}) {
  const askHolding = async (entry: MonitorEntry): Promise<Holding> => {
    try {
      const signal = AbortSignal.timeout(askMilliseconds)
      const result = await open(entry).client.attributes(entry.settings.queue, signal)
      if (!result.ok) return { unknown: describeFailure(result.failure) }
      const { activeMessages, inactiveMessages, delayMessages } = result.value
      entry.counts = { active: activeMessages, inactive: inactiveMessages, delayed: delayMessages }
      changed()
      return activeMessages === null
        ? { unknown: { en: 'the queue does not say', zh: '队列未返回' } }
        : { active: activeMessages }
    } catch (error) {
      return { unknown: sayError(error) }
    }
  }

  return {
    /**
     * Whoever takes messages from a queue that is not on this machine must name it; what was chosen already stays so.
     * The answer is the endpoint that they may be taken from.
     */
    async require(entry: MonitorEntry, mode: MonitorMode, typedName: string | null): Promise<string | null> {
      if (!takes(mode)) return null
      const { account: id, queue } = entry.settings
      const account = accounts.find(id)
      if (account === null)
        throw new ApiError('not-found', { en: 'There is no such account', zh: '没有这个账号' })
      if (!account.cloud || typedName === queue) return account.endpoint
      if (entry.settings.mode === mode && entry.takesFrom === account.endpoint) return account.endpoint
      throw consentNeeded(mode, { queue, accountName: account.name }, await askHolding(entry))
    },

    /**
     * Taking was chosen for the queues of one endpoint, not for whatever the account is changed to: where it was, the monitor is
     * set back to peeking, and the answer is true.
     */
    holdToChoice(entry: MonitorEntry): boolean {
      const { mode } = entry.settings
      const account = accounts.find(entry.settings.account)
      if (!takes(mode) || account?.cloud !== true || entry.takesFrom === account.endpoint) return false
      entry.setBack = {
        en: `It was to ${mode} from another endpoint than the account has now: it peeks until that is confirmed again`,
        zh: `原先选择${chineseModes[mode]}时账号用的是另一个接入地址：再次确认之前只看不取`,
      }
      entry.settings = { ...entry.settings, mode: 'peek' }
      entry.takesFrom = null
      return true
    },
  }
}
