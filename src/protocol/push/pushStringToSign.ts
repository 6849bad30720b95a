import { mnsSignedLines, mnsStringToSign } from '../canonical/mnsString.ts'
import { readSignedHeaders } from '../canonical/signedHeaders.ts'
import type { SignedLine } from '../canonical/signedLine.ts'
import type { HttpRequest } from '../httpRequest.ts'

/** What MNS signed of a push; its body takes part through Content-MD5 only. */
export function pushStringToSign(request: HttpRequest): string {
  const headers = readSignedHeaders(request.headers, 'x-mns-')
  return mnsStringToSign(request, headers, headers.date)
}

export function explainPush(request: HttpRequest): SignedLine[] {
  const headers = readSignedHeaders(request.headers, 'x-mns-')
  return mnsSignedLines(request, headers, headers.date, 'date')
}
