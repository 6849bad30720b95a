/** A key that works for a while, for one queue where one is named, and only together with its token. */
type TemporaryKey = {
  readonly accessKeyId: string
  readonly accessKeySecret: string
  readonly securityToken: string
  /** Wall time, milliseconds since 1970: clients compare it with their own clocks. */
  readonly expiresAt: number
  readonly queue: string | null
}

type KeyJudgement =
  | { readonly outcome: 'good'; readonly temporary: boolean; readonly queue: string | null }
  | { readonly outcome: 'expired' }
  | { readonly outcome: 'wrong-token' }

export type KeyRing = {
  secretOf(accessKeyId: string): string | null
  issue(key: TemporaryKey): void
  /** Whether a key whose signature is right may be used now; the account's own key needs no token. */
  judge(accessKeyId: string, securityToken: string | null, now: number): KeyJudgement
  /** Ends every temporary key at once. */
  expireAll(): void
}

/** How long an ended key is still known: a client that comes late is told so, not that its key never was. */
const remembered = 3_600_000

export function createKeyRing(account: { accessKeyId: string; accessKeySecret: string }): KeyRing {
  const temporary = new Map<string, TemporaryKey>()
  return {
    secretOf: id =>
      id === account.accessKeyId ? account.accessKeySecret : (temporary.get(id)?.accessKeySecret ?? null),
    issue(key) {
      for (const [id, known] of temporary) {
        if (known.expiresAt + remembered < key.expiresAt) temporary.delete(id)
      }
      temporary.set(key.accessKeyId, key)
    },
    judge(id, securityToken, now) {
      const key = temporary.get(id)
      if (key === undefined) return { outcome: 'good', temporary: false, queue: null }
      if (securityToken !== key.securityToken) return { outcome: 'wrong-token' }
      return now < key.expiresAt
        ? { outcome: 'good', temporary: true, queue: key.queue }
        : { outcome: 'expired' }
    },
    expireAll() {
      for (const [id, key] of temporary) temporary.set(id, { ...key, expiresAt: 0 })
    },
  }
}
