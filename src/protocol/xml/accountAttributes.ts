import { Fields, readRoot } from './fields.ts'
import { replyLimits, type XmlLimits } from './readXml.ts'
import { field, writeDocument } from './writeXml.ts'
import { found, type Read } from './xmlProblem.ts'

/** Settings of the whole account: where its operation logs go. One shape for request and reply. */
export type AccountAttributes = { readonly loggingBucket: string | null }

export function writeAccountAttributes(attributes: AccountAttributes): string {
  return writeDocument('Account', field('LoggingBucket', attributes.loggingBucket))
}

export function readAccountAttributes(
  input: Uint8Array | string,
  limits: XmlLimits = replyLimits,
): Read<AccountAttributes> {
  const root = readRoot(input, ['Account'], limits)
  return root.ok ? found({ loggingBucket: new Fields(root.value).text('LoggingBucket') }) : root
}
