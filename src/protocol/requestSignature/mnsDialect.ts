import type { ExtensionPrefix } from '../canonical/signedHeaders.ts'
import type { RequestScheme } from './requestVerdict.ts'

/** The service was called MQS before it was called MNS; its signature kept its form and changed its names. */
export type MnsDialect = {
  readonly scheme: RequestScheme
  readonly word: 'MNS' | 'MQS'
  readonly prefix: ExtensionPrefix
  readonly version: string
}

export const mnsDialect: MnsDialect = {
  scheme: 'mns-v2-hmac-sha1',
  word: 'MNS',
  prefix: 'x-mns-',
  version: '2015-06-06',
}

export const mqsDialect: MnsDialect = {
  scheme: 'mqs-v2',
  word: 'MQS',
  prefix: 'x-mqs-',
  version: '2014-07-08',
}
