import type { Words } from '../../contract/words.ts'
import { findError } from '../../protocol/errors/errorCatalogue.ts'

/** Why a request of ours brought nothing. Errors of the service are values: most of them are expected. */
export type MnsFailure =
  /** The service answered with an error of its own. */
  | { kind: 'refused'; status: number; code: string; message: string; requestId: string | null }
  /** Something answered, but not as this service does. */
  | { kind: 'unreadable'; status: number; message: Words; requestId: string | null }
  /** Nothing answered: name, connection, TLS or time. */
  | { kind: 'unreachable'; code: string; message: Words }
  /** We no longer wanted it. */
  | { kind: 'cancelled' }

export type MnsResult<T> = { ok: true; value: T } | { ok: false; failure: MnsFailure }

export function describeFailure(failure: MnsFailure): Words {
  switch (failure.kind) {
    case 'refused':
      return {
        en: `${failure.status} ${failure.code}: ${failure.message}`,
        zh: `${failure.status} ${failure.code}：${sayRefusal(failure).zh}`,
      }
    case 'unreadable':
      return {
        en: `${failure.status}: the answer could not be read (${failure.message.en})`,
        zh: `${failure.status}：无法解读应答（${failure.message.zh}）`,
      }
    case 'unreachable':
      return {
        en: `No answer (${failure.code}): ${failure.message.en}`,
        zh: `没有应答（${failure.code}）：${failure.message.zh}`,
      }
    case 'cancelled':
      return { en: 'Cancelled', zh: '已取消' }
    default:
      return failure satisfies never
  }
}

/** The service's own words in English; in Chinese what the code means, where it is known. */
export function sayRefusal({ code, message }: { code: string; message: string }): Words {
  return { en: message, zh: findError(code)?.meaning.zh ?? message }
}
