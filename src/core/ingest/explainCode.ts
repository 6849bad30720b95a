import type { CodeExplanation } from '../../contract/codeExplanation.ts'
import { carrierOfPhone } from '../../protocol/errCodes/carrierOfPhone.ts'
import { explainErrCode } from '../../protocol/errCodes/explainErrCode.ts'

/** All meanings of a code, those of the number's own carrier first. */
export function explainCode(code: string, phone: string | null): CodeExplanation {
  const carrier = phone === null ? null : (carrierOfPhone(phone)?.carrier ?? null)
  const { groups, retry, code: shown } = explainErrCode(code, carrier)
  return {
    code: shown,
    retry,
    groups: groups.map(({ origin, name, hinted, meanings }) => ({
      origin,
      name,
      hinted,
      meanings: meanings.map(one => ({ meaning: one.meaning, advice: one.advice, retry: one.retry })),
    })),
  }
}
