import { joinLines } from '../canonical/signedLine.ts'
import { regions } from '../endpoint/regions.ts'
import type { SignatureExplanation } from '../explainSignature.ts'
import type { HttpRequest } from '../httpRequest.ts'
import { mnsDialect, mqsDialect } from '../requestSignature/mnsDialect.ts'
import { explainMnsV2 } from '../requestSignature/mnsV2.ts'
import { composeMnsV4, deriveMnsV4Key, publicV4 } from '../requestSignature/mnsV4.ts'
import { acs3Mistakes, composeAcs3Parts, partsOfAcs3 } from './acs3Mistakes.ts'
import type { Edit } from './edit.ts'
import { inPairs, type OtherString, singly } from './mistake.ts'
import { composeRpc, partsOfRpc, rpcMistakes } from './rpcMistakes.ts'
import { v4FormMistakes } from './v4FormMistakes.ts'
import { composeV4, partsOfV4 } from './v4Parts.ts'
import { v4ScopeMistakes } from './v4ScopeMistakes.ts'

type Explained = Extract<SignatureExplanation, { kind: 'request' }>

/** What a client signs that took one scheme for another, or made one mistake in its own; in pairs, two of these. */
export function otherStrings(
  request: HttpRequest,
  explained: Explained,
  pairs = false,
): Iterable<OtherString> {
  const { scheme, stringToSign } = explained
  const combine = pairs ? inPairs : singly
  switch (scheme) {
    case 'mns-v2-hmac-sha1':
      return pairs ? [] : [ofDialect(request, mqsDialect, scheme), ...ofV4(request, scheme)]
    case 'mqs-v2':
      return pairs ? [] : [ofDialect(request, mnsDialect, scheme)]
    case 'mns-v4-hmac-sha256': {
      const parts = partsOfV4(request)
      if (parts === null) return []
      const form = v4FormMistakes(request)
      if (pairs) {
        // Which of the forty regions, together with which mistake of form, would take longer than all else.
        const scope = v4ScopeMistakes(parts).filter(({ edit }) => edit.name !== 'region')
        return inPairs(parts, [...scope, ...form], composeV4)
      }
      return chain(
        [ofDialect(request, mnsDialect, scheme)],
        singly(parts, [...v4ScopeMistakes(parts), ...form], composeV4),
      )
    }
    case 'rpc-v1': {
      const parts = partsOfRpc(stringToSign)
      return combine(parts, rpcMistakes(parts), composeRpc)
    }
    case 'acs3': {
      const parts = partsOfAcs3(request)
      return parts === null ? [] : combine(parts, acs3Mistakes(request, parts), composeAcs3Parts)
    }
    default:
      return scheme satisfies never
  }
}

function* chain<Item>(...lists: Iterable<Item>[]): Generator<Item> {
  for (const list of lists) yield* list
}

function ofDialect(request: HttpRequest, dialect: typeof mnsDialect, scheme: string): OtherString {
  return {
    text: joinLines(explainMnsV2(request, dialect)),
    keyOf: secret => secret,
    edits: [otherScheme(dialect.scheme, scheme)],
    causes: ['other-scheme'],
  }
}

function ofV4(request: HttpRequest, scheme: string): OtherString[] {
  return regions.flatMap(({ id }) => {
    const composed = composeMnsV4(request, { variant: publicV4, region: id })
    if (composed === null) return []
    const keyOf = (secret: string) => deriveMnsV4Key(secret, composed.scope)
    const edits = [otherScheme('mns-v4-hmac-sha256', scheme)]
    return [{ text: composed.text, keyOf, edits, causes: ['other-scheme'] }]
  })
}

function otherScheme(signed: string, received: string): Edit {
  return {
    kind: 'wrong-scheme',
    name: 'protocol',
    signed: { en: `it was signed by ${signed}`, zh: `按 ${signed} 签名` },
    received: { en: `it names ${received}`, zh: `应按其声明的 ${received} 签名` },
  }
}
