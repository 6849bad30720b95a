/** One number on one day of China, `yyyyMMdd`: what the service can be asked about. */
export type SendToAsk = { phone: string; day: string; bizId: string | null }

export type CompensationProgress = {
  asked: number
  of: number
  /** Details the service gave. */
  found: number
  /** Details that nothing was known of. */
  added: number
  /** Details that say something else than what is known; both versions are kept. */
  changed: number
  /** Numbers and days that could not be asked about, and the last reason in words. */
  failed: number
  lastError: string | null
  /** Those that were not asked or failed: the input of a run that goes on from here. */
  left: SendToAsk[]
  done: boolean
}
