import type { Handlers, Input } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { SignatureCalls, SignatureSource } from '../../contract/signature.ts'
import { compareOwnString, type OwnStringFinding } from '../../protocol/diagnosis/compareOwnString.ts'
import { evidenceOf } from '../../protocol/diagnosis/evidence.ts'
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
  now: () => number
}) {
  const { prepare, certificates, now } = parts

  const check = async ({ source, ...given }: Input<'signature.check'>): Promise<Verified> => {
    const { secret, certificate, registeredUrl } = given
    const target = registeredUrl === null ? null : registeredTarget(registeredUrl)
    if (registeredUrl !== null && target === null) {
      throw new ApiError('bad-input', registeredUrlUnusable)
    }
    if (source.kind === 'push') {
      const attempts = attemptsOf(prepare, source.id)
      const attempt = pickAttempt(attempts, source.attempt)
      return await verifyAttempt(attempt, attempts, registeredUrl, certificates, now)
    }
    const verified = await verifyReading(readSource(source.text), {
      certificate: certificate === null ? null : Buffer.from(certificate),
      certificates,
      secret,
      registeredTarget: target,
      now,
    })
    if ('outcome' in verified) throw new ApiError('bad-input', verified.reason)
    return verified
  }

  return {
    'signature.check': async input => layOutCheck(await check(parseInput(inputs.checkInput, input))),
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
    const { request, receivedAt } = readSource(source.text)
    return evidenceOf(request, { receivedAt })
  }
}

function readSource(text: string) {
  const reading = readCapture(Buffer.from(text))
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
