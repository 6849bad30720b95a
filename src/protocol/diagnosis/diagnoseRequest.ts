import type { Bilingual } from '../bilingual.ts'
import { explainSignature, type SignatureExplanation } from '../explainSignature.ts'
import { type HttpRequest, headerValue } from '../httpRequest.ts'
import type { Credentials } from '../requestSignature/credentials.ts'
import { mnsDialect, mqsDialect } from '../requestSignature/mnsDialect.ts'
import { deriveMnsV4Key, parseMnsV4Authorization } from '../requestSignature/mnsV4.ts'
import { adviseOn, explainEdits } from './describeEdits.ts'
import type { RequestDiagnosis } from './diagnosis.ts'
import type { Edit } from './edit.ts'
import type { Evidence } from './evidence.ts'
import type { Cause } from './hypothesis.ts'
import type { OtherString } from './mistake.ts'
import { otherStrings } from './otherStrings.ts'
import { prepareMac } from './prepareMac.ts'
import { type MacSignature, readMacSignature } from './readMacSignature.ts'
import { causesIn, type SearchSpace, spaceOfRequest, spaceOfText } from './searchSpace.ts'
import { type SecretUse, secretsToTry } from './secretsToTry.ts'
import { type Solution, solve } from './solve.ts'

/** Bytes to run through HMAC before giving up: first with each misreading of each secret, then with the key's own. */
const briefBudget = 250_000
const fullBudget = 13_000_000

/** Explains why a request signed with HMAC fails, given the secrets it may have been signed with. */
export function diagnoseRequest(evidence: Evidence, known: readonly Credentials[]): RequestDiagnosis {
  const { request } = evidence
  const explained = explainSignature(request)
  if (explained.kind !== 'request') return { outcome: 'other-scheme', message: describeOther(explained) }
  const uses = secretsToTry(explained.accessKeyId, known)
  if (uses.length === 0) {
    const message = {
      en: 'The secret of this AccessKey id is not known here, so nothing can be computed.',
      zh: '此处不知道该 AccessKey ID 的 Secret，无法计算。',
    }
    return { outcome: 'unknown-key', message }
  }
  const base64 = explained.scheme !== 'mns-v4-hmac-sha256' && explained.scheme !== 'acs3'
  const signatures = readMacSignature(
    explained.signature,
    base64 ? { algorithm: 'sha1', encoding: 'base64' } : { algorithm: 'sha256', encoding: 'hex' },
  )
  const space = prepareSpace(evidence, explained)
  const keyOf = schemeKey(explained, request)
  const others = [...otherStrings(request, explained)]
  let tried = 0
  for (const budget of [briefBudget, fullBudget]) {
    for (const use of budget === briefBudget ? uses : uses.slice(0, 1)) {
      for (const signature of signatures) {
        const mac = prepareMac(signature.algorithm, keyOf(use.secret))
        const result = solve(space, text => mac(text) === signature.hex, budget)
        tried += result.tried + (budget === briefBudget ? others.length : 0)
        const other = budget === briefBudget ? tryOthers(others, use, signature) : null
        const solution = result.solution ?? other
        if (solution !== null) return conclude(use, signature, solution, tried)
      }
    }
  }
  for (const use of uses.slice(0, 1)) {
    for (const signature of signatures) {
      const solution = tryOthers(otherStrings(request, explained, true), use, signature)
      if (solution !== null) return conclude(use, signature, solution, tried)
    }
  }
  const excluded = causesIn(space)
  const message = {
    en: `Its signature is none of the known secret over this request, nor over any of ${tried} variations of it: the secret is probably another one.`,
    zh: `用已知的 Secret 对该请求及其 ${tried} 种变化计算，都得不到此签名：Secret 很可能不是这一个。`,
  }
  return { outcome: 'unexplained', tried, excluded, message }
}

type Explained = Extract<SignatureExplanation, { kind: 'request' }>

/** The two schemes whose string is made of lines are searched piece by piece; of the others the string is tried as a whole. */
function prepareSpace(evidence: Evidence, { scheme, stringToSign }: Explained): SearchSpace {
  const dialect = [mnsDialect, mqsDialect].find(known => known.scheme === scheme)
  return dialect === undefined ? spaceOfText(stringToSign) : spaceOfRequest(evidence, dialect)
}

/** What each scheme makes of a secret before it computes with it. */
function schemeKey({ scheme }: Explained, request: HttpRequest): (secret: string) => string | Uint8Array {
  if (scheme === 'rpc-v1') return secret => `${secret}&`
  const claim = parseMnsV4Authorization(headerValue(request.headers, 'authorization') ?? '')
  return claim === null ? secret => secret : secret => deriveMnsV4Key(secret, claim)
}

/** Strings that another scheme, region or habit makes of the same request. */
function tryOthers(others: Iterable<OtherString>, use: SecretUse, signature: MacSignature): Solution | null {
  let key: OtherString['keyOf'] | null = null
  let mac: ((text: string) => string) | null = null
  for (const { text, keyOf, edits, causes } of others) {
    if (mac === null || key !== keyOf) mac = prepareMac(signature.algorithm, keyOf(use.secret))
    key = keyOf
    if (mac(text) === signature.hex) return { text, edits, causes }
  }
  return null
}

function conclude(
  use: SecretUse,
  signature: MacSignature,
  solution: Solution,
  tried: number,
): RequestDiagnosis {
  const edits: Edit[] = [...use.edits, ...signature.edits, ...solution.edits]
  const causes: Cause[] = [...use.causes, ...signature.causes, ...solution.causes]
  const explanation = {
    edits,
    causes,
    explanation: explainEdits(edits),
    fix: adviseOn(causes, 'client'),
    proven: true,
    stringToSign: solution.text,
  } as const
  return { outcome: 'explained', explanation, tried }
}

function describeOther(explained: SignatureExplanation): Bilingual {
  switch (explained.kind) {
    case 'foreign':
      return {
        en: `This request is signed by a scheme of another product: ${explained.name}.`,
        zh: `该请求使用其他产品的签名方案：${explained.name}。`,
      }
    case 'push':
      return {
        en: 'This is a push, signed with RSA: no secret takes part in it.',
        zh: '这是用 RSA 签名的推送，与 Secret 无关。',
      }
    case 'malformed':
      return {
        en: `Its Authorization begins like ${explained.scheme} and does not go on like it.`,
        zh: `Authorization 开头像 ${explained.scheme}，但后面不符合其格式。`,
      }
    case 'unsigned':
      return { en: 'The request holds no signature.', zh: '该请求没有签名。' }
    case 'request':
      return { en: 'The request is signed.', zh: '该请求已签名。' }
    default:
      return explained satisfies never
  }
}
