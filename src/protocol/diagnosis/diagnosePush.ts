import { hash } from 'node:crypto'
import type { Bilingual } from '../bilingual.ts'
import { readSignedHeaders } from '../canonical/signedHeaders.ts'
import { wireEncoding } from '../canonical/wireEncoding.ts'
import type { RsaPublicKey } from '../push/rsaPublicKey.ts'
import { recoverDigest, type SignedDigest } from '../push/signedDigest.ts'
import { recogniseScheme } from '../recogniseScheme.ts'
import { adviseOn, explainEdits } from './describeEdits.ts'
import type { PushDiagnosis } from './diagnosis.ts'
import { type Edit, headerEdit } from './edit.ts'
import type { Evidence } from './evidence.ts'
import type { Cause } from './hypothesis.ts'
import { repairSignature } from './repairSignature.ts'
import { causesIn, spaceOfPush } from './searchSpace.ts'
import { solve } from './solve.ts'

/** A key and what to call it in a sentence, as "the published MNS key". */
export type NamedKey = { readonly name: Bilingual; readonly key: RsaPublicKey }

/** Bytes to hash before giving up. */
const defaultBudget = 42_000_000

/**
 * Explains why a push fails its RSA check with the first of `keys`, the one its certificate holds. A signature made with
 * any of the keys gives up the digest that was signed, and each guess at the signed string then costs one hash.
 */
export function diagnosePush(
  evidence: Evidence,
  keys: readonly NamedKey[],
  budget: number = defaultBudget,
): PushDiagnosis {
  const { request } = evidence
  const recognised = recogniseScheme(request)
  if (recognised.kind === 'foreign') {
    return {
      outcome: 'other-scheme',
      message: {
        en: `This is no MNS push: its signature is that of another sender (${recognised.name}).`,
        zh: `这不是 MNS 推送：签名来自其他发送方（${recognised.name}）。`,
      },
    }
  }
  const headers = readSignedHeaders(request.headers, 'x-mns-')
  const received = headers.authorization
  if (received === null || received === '') {
    return {
      outcome: 'other-scheme',
      message: {
        en: 'The request has no Authorization, so there is no signature to explain.',
        zh: '请求没有 Authorization，没有签名可供分析。',
      },
    }
  }
  const recovered = recover(received, keys)
  if (recovered === null) return { outcome: 'unknown-key', message: describeUnknownKey(keys) }
  const { digest, known } = recovered
  const signedDigest = Buffer.from(digest.digest).toString('hex')
  const fits = (text: string) => hashOf(text, digest) === signedDigest
  const space = spaceOfPush(evidence)
  const { solution, tried } = solve(space, fits, budget)
  if (solution === null) {
    const message = {
      en: `It was signed with ${known.name.en}, over something else than was received; ${tried} ways in which requests are altered were tried and none explains it.`,
      zh: `它由${known.name.zh}签名，但签的不是收到的内容；已尝试 ${tried} 种常见改动，都无法解释。`,
    }
    const excluded = causesIn(space)
    return { outcome: 'unexplained', signedDigest, tried, excluded, message }
  }
  const edits = [...recovered.edits, ...solution.edits]
  const causes = [...recovered.causes, ...solution.causes]
  const explanation = {
    edits,
    causes,
    explanation: explainEdits(edits),
    fix: adviseOn(causes),
    proven: true,
    stringToSign: solution.text,
  } as const
  return { outcome: 'explained', signedDigest, explanation, tried }
}

type Recovered = {
  readonly digest: SignedDigest
  readonly known: NamedKey
  readonly edits: readonly Edit[]
  readonly causes: readonly Cause[]
}

function recover(received: string, keys: readonly NamedKey[]): Recovered | null {
  for (const signature of repairSignature(received)) {
    for (const [index, known] of keys.entries()) {
      const digest = recoverDigest(signature.bytes, known.key.modulus, known.key.exponent)
      if (digest === null) continue
      const edits: Edit[] = []
      const causes: Cause[] = []
      if (signature.text !== received) {
        edits.push(headerEdit('authorization', signature.text, received))
        causes.push('signature-respelled')
      }
      if (index > 0) {
        edits.push({ kind: 'wrong-key', name: null, signed: known.name, received: (keys[0] ?? known).name })
        causes.push('other-key')
      }
      if (digest.algorithm !== 'sha1') {
        const signed = {
          en: `the hash was ${digest.algorithm}`,
          zh: `使用了哈希算法 ${digest.algorithm}`,
        }
        const received = { en: 'the hash is sha1', zh: '哈希算法为 sha1' }
        edits.push({ kind: 'wrong-scheme', name: 'hash', signed, received })
        causes.push('other-hash')
      }
      return { digest, known, edits, causes }
    }
  }
  return null
}

const ascii = /^[\0-\x7f]*$/

function hashOf(text: string, { algorithm }: SignedDigest): string {
  return ascii.test(text)
    ? hash(algorithm, text, 'hex')
    : hash(algorithm, Buffer.from(text, wireEncoding(text)), 'hex')
}

function describeUnknownKey(keys: readonly NamedKey[]): Bilingual {
  const english = keys.map(({ name }) => name.en).join(', ')
  const chinese = keys.map(({ name }) => name.zh).join('、')
  return {
    en: `The signature was not made with ${keys.length === 1 ? '' : 'any of '}${english}: it was made with another key, or it is damaged.`,
    zh: `签名不是由${chinese}${keys.length === 1 ? '' : '中的任何一个'}生成的：用了另一个密钥，或签名已损坏。`,
  }
}
