import type { Handlers, Input } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { CaptureEntries, SignatureCalls, SignatureSource } from '../../contract/signature.ts'
import { compareOwnString, type OwnStringFinding } from '../../protocol/diagnosis/compareOwnString.ts'
import { evidenceOf } from '../../protocol/diagnosis/evidence.ts'
import type { Credentials } from '../../protocol/requestSignature/credentials.ts'
import type { PushSigner } from '../../simulator/push/pushRequest.ts'
import { layOutCheck } from '../signature/layOutCheck.ts'
import { writeSample } from '../signature/writeSample.ts'
import type { Prepare } from '../store/prepareCached.ts'
import type { Certificates } from '../verification/createCertificates.ts'
import { generateVerifier } from '../verification/generateVerifier.ts'
import { readCapture } from '../verification/readCapture.ts'
import { registeredTarget } from '../verification/registeredTarget.ts'
import type { Verified } from '../verification/verified.ts'
import { attemptEvidence, verifyAttempt } from '../verification/verifyAttempt.ts'
import { registeredUrlUnusable, verifyReading } from '../verification/verifyCapture.ts'
import { attemptsOf, pickAttempt } from './attemptsOf.ts'
import { parseInput } from './parseInput.ts'
import * as inputs from './signatureInputs.ts'

/** What the signature bench asks. A secret is in the question alone: neither kept, nor in any answer. */
export function signatureHandlers(parts: {
  prepare: Prepare
  certificates: Certificates
  signer: () => Promise<PushSigner>
  /** Of the accounts. */
  keys: () => Credentials[]
  now: () => number
}) {
  const { prepare, certificates, keys, now } = parts

  const check = async ({
    source,
    ...given
  }: Input<'signature.check'>): Promise<{ verified: Verified; among: CaptureEntries | null }> => {
    const { secret, certificate, registeredUrl } = given
    const target = registeredUrl === null ? null : registeredTarget(registeredUrl)
    if (registeredUrl !== null && target === null) {
      throw new ApiError('bad-input', registeredUrlUnusable)
    }
    if (source.kind === 'push') {
      const attempts = attemptsOf(prepare, source.id)
      const attempt = pickAttempt(attempts, source.attempt)
      const verified = await verifyAttempt(attempt, attempts, registeredUrl, certificates, now)
      return { verified, among: null }
    }
    const reading = readSource(source)
    const verified = await verifyReading(reading, {
      certificate: certificate === null ? null : Buffer.from(certificate),
      certificates,
      secret,
      registeredTarget: target,
      known: keys(),
      now,
    })
    if ('outcome' in verified) throw new ApiError('bad-input', verified.reason)
    return { verified, among: reading.among }
  }

  return {
    'signature.check': async input => {
      const { verified, among } = await check(parseInput(inputs.checkInput, input))
      return layOutCheck(verified, among)
    },
    'signature.compare': input => {
      const { source, own } = parseInput(inputs.compareInput, input)
      return toComparison(compareOwnString(evidenceFor(source), Buffer.from(own)))
    },
    'signature.verifier': input => {
      const { source, language } = parseInput(inputs.verifierInput, input)
      const written = generateVerifier(evidenceFor(source).request, language, certificates.trustedHosts())
      if (written.outcome === 'unusable') throw new ApiError('bad-input', written.reason)
      return written.verifier
    },
    'signature.sample': input => writeSample(parseInput(inputs.sampleInput, input).kind, parts.signer, now()),
  } satisfies Pick<Handlers['calls'], keyof SignatureCalls>

  function evidenceFor(source: SignatureSource) {
    if (source.kind === 'push') {
      const attempts = attemptsOf(prepare, source.id)
      const attempt = pickAttempt(attempts, source.attempt)
      return attemptEvidence(attempt, attempts, null, certificates)
    }
    const { request, receivedAt } = readSource(source)
    return evidenceOf(request, { receivedAt })
  }
}

function readSource({ text, entry }: Extract<SignatureSource, { kind: 'capture' }>) {
  const reading = readCapture(Buffer.from(text), entry ?? null)
  if (reading.outcome === 'request') return reading
  throw new ApiError('bad-input', reading.reason, {
    en: 'Paste it whole, with its request line and its headers.',
    zh: '请完整粘贴，包括请求行和请求头。',
  })
}

function toComparison(finding: OwnStringFinding): SignatureCalls['signature.compare']['output'] {
  if (finding.outcome !== 'different') return finding
  const { firstDifference, lines, mistakes } = finding
  return {
    outcome: 'different',
    firstDifference,
    lines: lines.map(line => ({ ...line })),
    mistakes: mistakes === null ? null : { explanation: mistakes.explanation, fix: mistakes.fix },
  }
}
