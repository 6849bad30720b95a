import { joinLines, type SignedLine } from './canonical/signedLine.ts'
import { type HttpRequest, headerValue } from './httpRequest.ts'
import { decodeCertificateUrl } from './push/certificateUrl.ts'
import { explainPush } from './push/pushStringToSign.ts'
import { recogniseScheme } from './recogniseScheme.ts'
import { explainAcs3, parseAcs3Authorization } from './requestSignature/acs3.ts'
import { type MnsDialect, mnsDialect, mqsDialect } from './requestSignature/mnsDialect.ts'
import { explainMnsV2, parseMnsAuthorization } from './requestSignature/mnsV2.ts'
import { explainMnsV4, parseMnsV4Authorization } from './requestSignature/mnsV4.ts'
import type { RequestScheme } from './requestSignature/requestVerdict.ts'
import { explainRpcV1, readRpcV1Claim } from './requestSignature/rpcV1.ts'

export type SignatureExplanation =
  | {
      readonly kind: 'request'
      readonly scheme: RequestScheme
      readonly accessKeyId: string
      readonly signature: string
      readonly stringToSign: string
      readonly lines: readonly SignedLine[]
      /** The request as it was hashed, where the string to sign holds its hash only. */
      readonly hashed: readonly SignedLine[] | null
    }
  | {
      readonly kind: 'push'
      readonly scheme: 'mns-push-rsa-sha1'
      readonly signature: string | null
      /** Decoded; null where the header is absent or no base64 of an address. */
      readonly certificateUrl: string | null
      readonly stringToSign: string
      readonly lines: readonly SignedLine[]
    }
  | { readonly kind: 'malformed'; readonly scheme: RequestScheme; readonly received: string }
  | { readonly kind: 'foreign'; readonly name: string }
  | { readonly kind: 'unsigned' }

/** What was signed, piece by piece, and where each piece stands in the request. */
export function explainSignature(request: HttpRequest): SignatureExplanation {
  const recognised = recogniseScheme(request)
  if (recognised.kind !== 'known') return recognised
  const authorization = headerValue(request.headers, 'authorization') ?? ''
  switch (recognised.scheme) {
    case 'mns-push-rsa-sha1':
      return explainAsPush(request, authorization)
    case 'mns-v2-hmac-sha1':
      return explainAsMnsV2(request, authorization, mnsDialect)
    case 'mqs-v2':
      return explainAsMnsV2(request, authorization, mqsDialect)
    case 'mns-v4-hmac-sha256': {
      const claim = parseMnsV4Authorization(authorization)
      const lines = explainMnsV4(request)
      if (claim === null || lines === null) return malformed(recognised.scheme, authorization)
      return explained(recognised.scheme, claim, lines)
    }
    case 'acs3': {
      const claim = parseAcs3Authorization(authorization)
      const composed = explainAcs3(request)
      if (claim === null || composed === null) return malformed(recognised.scheme, authorization)
      return { ...explained(recognised.scheme, claim, composed.lines), hashed: composed.hashed }
    }
    case 'rpc-v1': {
      const claim = readRpcV1Claim(request)
      if (claim === null) return { kind: 'unsigned' }
      return { ...explained(recognised.scheme, claim, []), ...explainRpcV1(request) }
    }
    default:
      return recognised.scheme satisfies never
  }
}

function explainAsPush(request: HttpRequest, authorization: string): SignatureExplanation {
  const lines = explainPush(request)
  return {
    kind: 'push',
    scheme: 'mns-push-rsa-sha1',
    signature: authorization === '' ? null : authorization,
    certificateUrl: decodeCertificateUrl(headerValue(request.headers, 'x-mns-signing-cert-url') ?? ''),
    stringToSign: joinLines(lines),
    lines,
  }
}

function explainAsMnsV2(
  request: HttpRequest,
  authorization: string,
  dialect: MnsDialect,
): SignatureExplanation {
  const claim = parseMnsAuthorization(authorization, dialect)
  if (claim === null) return malformed(dialect.scheme, authorization)
  return explained(dialect.scheme, claim, explainMnsV2(request, dialect))
}

type Claim = { readonly accessKeyId: string; readonly signature: string }

function explained(scheme: RequestScheme, { accessKeyId, signature }: Claim, lines: readonly SignedLine[]) {
  const stringToSign = joinLines(lines)
  return { kind: 'request', scheme, accessKeyId, signature, stringToSign, lines, hashed: null } as const
}

function malformed(scheme: RequestScheme, received: string): SignatureExplanation {
  return { kind: 'malformed', scheme, received }
}
