import type { AccountId, Instant } from './brand.ts'

/** An account without its secrets: those never leave the core. */
export type Account = {
  id: AccountId
  name: string
  endpoint: string
  /** Where QueryTokenForMnsQueue and the SMS API are asked; null where not given. */
  apiEndpoint: string | null
  region: string | null
  accessKeyId: string
  credentials: 'accessKey' | 'smsToken'
  signature: 'v2' | 'v4'
  /** True for accounts that cost money or hold others' messages: everything but this machine's. */
  cloud: boolean
  /** `stored` ones can be changed here; the others come from a config file or the built-in simulator. */
  origin: 'stored' | 'config' | 'simulator'
}

/** `accessKeySecret: null` keeps the secret that is already stored. */
export type AccountDraft = {
  id: AccountId | null
  name: string
  endpoint: string
  apiEndpoint: string | null
  region: string | null
  accessKeyId: string
  accessKeySecret: string | null
  securityToken: string | null
  credentials: 'accessKey' | 'smsToken'
  signature: 'v2' | 'v4'
}

/** One request of a monitor, as it went over the wire; never with its Authorization. */
export type Exchange = {
  at: Instant
  method: string
  target: string
  /** Null where there was no answer. */
  status: number | null
  durationMs: number
  requestId: string | null
  outcome: string
}
