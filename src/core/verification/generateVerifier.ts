import type { VerifierLanguage } from '../../contract/signature.ts'
import type { Words } from '../../contract/words.ts'
import type { HttpRequest } from '../../protocol/httpRequest.ts'
import { type Verifier, writeVerifier } from '../../protocol/verifier/writeVerifier.ts'
import { readCapture } from './readCapture.ts'
import { isPush } from './verifyCapture.ts'

export type GeneratedVerifier =
  | { outcome: 'written'; verifier: Verifier }
  | { outcome: 'unusable'; reason: Words }

const noPush: Words = {
  en: 'A verifier is written for a push of MNS; this is another request',
  zh: '只能为 MNS 推送生成验签程序；这是另一种请求',
}

/** A program that checks pushes like a captured one. */
export function generateVerifier(
  capture: Uint8Array | HttpRequest,
  language: VerifierLanguage,
  trustedHosts: readonly string[],
): GeneratedVerifier {
  const reading =
    capture instanceof Uint8Array ? readCapture(capture) : ({ outcome: 'request', request: capture } as const)
  if (reading.outcome === 'unusable') return reading
  return isPush(reading.request)
    ? { outcome: 'written', verifier: writeVerifier(language, reading.request, trustedHosts) }
    : { outcome: 'unusable', reason: noPush }
}
