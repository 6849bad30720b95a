import type { CaptureEntries, ShownRequest, SignatureCheck } from '../../contract/signature.ts'
import { explainSignature } from '../../protocol/explainSignature.ts'
import type { HttpRequest } from '../../protocol/httpRequest.ts'
import type { Verified } from '../verification/verified.ts'
import { pairLines, toText } from './pairLines.ts'

/** Characters of a body that are shown; the check is over all of it. */
const longestShownBody = 256 * 1024

/** A checked request laid out for reading: the request itself, and its string to sign beside the one that was signed. */
export function layOutCheck(
  { request, verification, milliseconds }: Verified,
  among: CaptureEntries | null,
): SignatureCheck {
  const isSigned = verification.checks.some(({ code, outcome }) => code === 'signature' && outcome === 'pass')
  const recovered = verification.diagnosis[0]?.stringToSign ?? null
  return {
    request: showRequest(request),
    among,
    verification,
    signed: isSigned ? 'same' : recovered === null ? 'unknown' : 'recovered',
    lines: pairLines(explainSignature(request), recovered),
    milliseconds,
  }
}

function showRequest({ method, target, headers, body }: HttpRequest): ShownRequest {
  return {
    method,
    target,
    headers: headers.map(([name, value]) => [name, toText(value)]),
    body: Buffer.from(body).toString('utf8').slice(0, longestShownBody),
    bodyBytes: body.length,
  }
}
