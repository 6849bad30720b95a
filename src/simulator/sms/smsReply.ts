import { findError } from '../../protocol/errors/errorCatalogue.ts'
import { writeApiErrorReply } from '../../protocol/smsApi/apiErrorReply.ts'
import { type ReplyFormat, writeApiReply } from '../../protocol/smsApi/apiReply.ts'
import { statusFields } from '../../protocol/smsApi/apiStatus.ts'
import type { Reply } from '../http/operation.ts'
import { refuseRequest, type SmsRefusal } from './smsRefusal.ts'

/** What every answer to one call has in common. */
export type SmsExchange = {
  readonly requestId: string
  readonly format: ReplyFormat
  readonly action: string
  readonly host: string | null
}

export function answerReply(body: string, format: ReplyFormat, status = 200): Reply {
  const contentType = format === 'JSON' ? 'application/json;charset=utf-8' : 'text/xml;charset=utf-8'
  return { status, headers: [['Content-Type', contentType]], body }
}

/** Business refusals look like answers of their action; the gateway's own have a status and a form of theirs. */
export function refusalReply({ status, code, message }: SmsRefusal, exchange: SmsExchange): Reply {
  const { requestId, format, action, host } = exchange
  const said = { requestId, code, message }
  if (status === 200)
    return answerReply(writeApiReply(`${action}Response`, statusFields(said), format), format)
  return answerReply(writeApiErrorReply({ ...said, hostId: host, recommend: null }, format), format, status)
}

/** A code that is answered on purpose, or for a body over the limit. */
export function faultNamed(code: string): SmsRefusal {
  const entry = findError(code, 'sms')
  const status = /^is[vp]\./.test(code) ? 200 : (entry?.status ?? 500)
  return refuseRequest(code, entry?.messages[0] ?? entry?.meaning.en ?? 'The request has failed.', status)
}
