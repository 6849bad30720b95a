import type { ReplyFormat } from '../../protocol/smsApi/apiReply.ts'
import type { Call } from '../http/operation.ts'

/** A call of the SMS API, whichever of its two styles it came in. */
export type SmsCall = {
  readonly action: string
  readonly version: string | null
  readonly format: ReplyFormat
  readonly scheme: 'rpc-v1' | 'acs3'
  readonly nonce: string | null
  /** Empty where the parameter is absent. */
  readonly parameter: (name: string) => string
}

/** Null where the call is none of the SMS API: MNS never names an action. Older clients name it in both places. */
export function readSmsCall(call: Call): SmsCall | null {
  if (call.path !== '/' && call.path !== '') return null
  const headerAction = call.header('x-acs-action')
  const isForm = /^application\/x-www-form-urlencoded/i.test(call.header('content-type') ?? '')
  if (headerAction === undefined && !isForm && !call.query.has('Action')) return null
  const parameters = readParameters(call, isForm)
  const action = headerAction ?? parameters.get('Action')
  if (action === undefined) return null
  const modern = /^ACS3-/i.test(call.header('authorization') ?? '')
  const format = (parameters.get('Format') ?? (modern ? 'JSON' : 'XML')).toUpperCase()
  return {
    action,
    version: call.header('x-acs-version') ?? parameters.get('Version') ?? null,
    format: format === 'JSON' ? 'JSON' : 'XML',
    scheme: modern ? 'acs3' : 'rpc-v1',
    nonce: call.header('x-acs-signature-nonce') ?? parameters.get('SignatureNonce') ?? null,
    parameter: name => parameters.get(name) ?? '',
  }
}

/** Query and form together, as forms are decoded: a plus sign is a space. The first of a name counts. */
function readParameters(call: Call, isForm: boolean): ReadonlyMap<string, string> {
  const question = call.target.indexOf('?')
  const query = question < 0 ? '' : call.target.slice(question + 1)
  const form = isForm ? Buffer.from(call.body).toString('utf8') : ''
  const parameters = new Map<string, string>()
  for (const text of [query, form]) {
    for (const [name, value] of new URLSearchParams(text)) {
      if (!parameters.has(name)) parameters.set(name, value)
    }
  }
  return parameters
}
