import { type MnsDialect, mnsDialect, mqsDialect } from '../../protocol/requestSignature/mnsDialect.ts'
import type { Dialect } from '../../protocol/xml/writeXml.ts'
import type { Call } from './operation.ts'

/** The current protocol or the older one: they differ in names, paths and a few shapes. */
export type WireDialect = {
  readonly xml: Dialect
  readonly signature: MnsDialect
  /** What answers state; the older service already answered with the newer version. */
  readonly version: string
}

const mns: WireDialect = { xml: 'mns', signature: mnsDialect, version: '2015-06-06' }
const mqs: WireDialect = { xml: 'mqs', signature: mqsDialect, version: '2015-06-06' }

export function dialectOf(call: Call): WireDialect {
  const authorization = call.header('authorization')
  if (authorization?.startsWith('MNS ')) return mns
  if (authorization?.startsWith('MQS ')) return mqs
  return call.header('x-mqs-version') !== undefined && call.header('x-mns-version') === undefined ? mqs : mns
}
