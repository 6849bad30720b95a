import type { QueueToken } from '../../protocol/smsApi/queueTokenReply.ts'
import type { MnsResult } from '../mns/mnsResult.ts'

/** A token is renewed this long before its end. */
const marginMilliseconds = 120_000
/** Where the service names no end: what its own clients assume. */
const assumedLifeMilliseconds = 600_000
/** A refused token is not renewed more often than this: then it isn't the token. */
const renewalPauseMilliseconds = 10_000

export type TokenSource = {
  /** The token in force, or a fresh one; askers at the same time share one request. */
  token(): Promise<MnsResult<QueueToken>>
  /** The service refused the token: true where the next one will be a fresh one, once. */
  renew(): boolean
  /** When the token in force ends; null while there is none. */
  until(): number | null
}

export function createTokenSource(
  fetchToken: () => Promise<MnsResult<QueueToken>>,
  now: () => number,
): TokenSource {
  let held: { token: QueueToken; until: number } | null = null
  let fetching: Promise<MnsResult<QueueToken>> | null = null
  let renewedAt = Number.NEGATIVE_INFINITY

  const fetchOnce = async (): Promise<MnsResult<QueueToken>> => {
    const askedAt = now()
    const result = await fetchToken()
    if (result.ok) held = { token: result.value, until: endOf(result.value, askedAt) }
    return result
  }

  return {
    async token() {
      if (held !== null && held.until - now() > marginMilliseconds) return { ok: true, value: held.token }
      fetching ??= fetchOnce().finally(() => {
        fetching = null
      })
      const result = await fetching
      // The old one is good until its end, should the new one not come in time.
      return !result.ok && held !== null && held.until > now() ? { ok: true, value: held.token } : result
    },

    renew() {
      if (now() - renewedAt < renewalPauseMilliseconds) return false
      renewedAt = now()
      held = null
      return true
    },

    until: () => held?.until ?? null,
  }
}

/** A life by the service's own two times is right whatever the clock here says. */
function endOf({ createTime, expireTime }: QueueToken, askedAt: number): number {
  if (expireTime === null) return askedAt + assumedLifeMilliseconds
  if (createTime !== null && createTime < expireTime) return askedAt + (expireTime - createTime)
  return expireTime
}
