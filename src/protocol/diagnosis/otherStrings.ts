import { readSignedHeaders } from '../canonical/signedHeaders.ts'
import { joinLines } from '../canonical/signedLine.ts'
import { regions } from '../endpoint/regions.ts'
import type { SignatureExplanation } from '../explainSignature.ts'
import type { HttpRequest } from '../httpRequest.ts'
import { mnsDialect, mqsDialect } from '../requestSignature/mnsDialect.ts'
import { explainMnsV2 } from '../requestSignature/mnsV2.ts'
import { composeMnsV4, deriveMnsV4Key, parseMnsV4Authorization, publicV4 } from '../requestSignature/mnsV4.ts'
import type { Edit } from './edit.ts'
import type { Cause } from './hypothesis.ts'

/** A string that was signed instead of the right one, and how its key is made of the secret. */
export type OtherString = {
  readonly text: string
  readonly keyOf: (secret: string) => string | Uint8Array
  readonly edit: Edit
  readonly cause: Cause
}

type Explained = Extract<SignatureExplanation, { kind: 'request' }>

const asItIs = (secret: string) => secret

/** What a client signs that took one scheme for another, or one region for another. */
export function otherStrings(request: HttpRequest, explained: Explained): OtherString[] {
  const { scheme } = explained
  switch (scheme) {
    case 'mns-v2-hmac-sha1':
      return [ofDialect(request, mqsDialect, scheme), ...ofV4(request, scheme)]
    case 'mqs-v2':
      return [ofDialect(request, mnsDialect, scheme)]
    case 'mns-v4-hmac-sha256':
      return [ofDialect(request, mnsDialect, scheme), ...ofOtherRegions(request), bareKey(explained)]
    case 'rpc-v1':
      return ofRpc(explained)
    case 'acs3':
      return []
    default:
      return scheme satisfies never
  }
}

function ofDialect(request: HttpRequest, dialect: typeof mnsDialect, scheme: string): OtherString {
  return {
    text: joinLines(explainMnsV2(request, dialect)),
    keyOf: asItIs,
    edit: otherScheme(dialect.scheme, scheme),
    cause: 'other-scheme',
  }
}

function ofV4(request: HttpRequest, scheme: string): OtherString[] {
  return regions.flatMap(({ id }) => {
    const composed = composeMnsV4(request, { variant: publicV4, region: id })
    if (composed === null) return []
    const keyOf = (secret: string) => deriveMnsV4Key(secret, composed.scope)
    return [
      { text: composed.text, keyOf, edit: otherScheme('mns-v4-hmac-sha256', scheme), cause: 'other-scheme' },
    ]
  })
}

function ofOtherRegions(request: HttpRequest): OtherString[] {
  const { authorization } = readSignedHeaders(request.headers, 'x-mns-')
  const claim = parseMnsV4Authorization(authorization ?? '')
  if (claim === null) return []
  return regions.flatMap(({ id }) => {
    const composed = composeMnsV4(request, { variant: claim.variant, region: id })
    if (composed === null || id === claim.region) return []
    const keyOf = (secret: string) => deriveMnsV4Key(secret, composed.scope)
    const [signed, received] = [`it was signed for ${id}`, `it names ${claim.region}`]
    return [
      {
        text: composed.text,
        keyOf,
        edit: { kind: 'wrong-scheme', name: 'region', signed, received },
        cause: 'other-region',
      },
    ]
  })
}

/** The right string under the secret itself, where a key for the day and region has to be made of it. */
function bareKey({ stringToSign }: Explained): OtherString {
  const edit = keyEdit('the secret itself was the key', 'a key for day and region is made of the secret')
  return { text: stringToSign, keyOf: asItIs, edit, cause: 'other-scheme' }
}

/** The usual mistakes about encoding: a form's plus, a bare star, an escaped tilde, one round too few. */
function ofRpc({ stringToSign }: Explained): OtherString[] {
  const parts = stringToSign.split('&')
  const [method = '', path = '', parameters = ''] = parts
  const once = decodeURIComponent(parameters)
  const variants: [string, string, string][] = [
    ['spaces were written as +', 'they are written as %20', stringToSign.replaceAll('%2520', '%2B')],
    ['stars stood bare', 'they are written as %2A', stringToSign.replaceAll('%252A', '*')],
    ['stars stood bare', 'they are written as %2A', stringToSign.replaceAll('%252A', '%2A')],
    ['tildes were escaped', 'they stand bare', stringToSign.replaceAll('~', '%257E')],
    ['the parameters were encoded once', 'they are encoded twice', `${method}&${path}&${once}`],
    ['the path stood bare', 'it is written as %2F', `${method}&/&${parameters}`],
    ['it was signed as GET', 'it was sent as POST', `GET&${path}&${parameters}`],
    ['it was signed as POST', 'it was sent as GET', `POST&${path}&${parameters}`],
  ]
  const bare: OtherString = {
    text: stringToSign,
    keyOf: asItIs,
    edit: keyEdit('the secret itself was the key', 'the key is the secret with an ampersand behind it'),
    cause: 'other-scheme',
  }
  const misspelled = variants.map(
    ([signed, received, text]): OtherString => ({
      text,
      keyOf: withAmpersand,
      edit: { kind: 'wrong-scheme', name: 'encoding', signed, received },
      cause: 'string-form',
    }),
  )
  return [bare, ...misspelled]
}

function keyEdit(signed: string, received: string): Edit {
  return { kind: 'wrong-scheme', name: 'key', signed, received }
}

function withAmpersand(secret: string): string {
  return `${secret}&`
}

function otherScheme(signed: string, received: string): Edit {
  return {
    kind: 'wrong-scheme',
    name: 'protocol',
    signed: `it was signed by ${signed}`,
    received: `it names ${received}`,
  }
}
