import type { Handlers } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { PushAttempt, Verification } from '../../contract/push.ts'
import type { HttpRequest } from '../../protocol/httpRequest.ts'
import { readAttempts } from '../endpoint/attemptTable.ts'
import { classifyRequest } from '../endpoint/classifyRequest.ts'
import type { Endpoint } from '../endpoint/createEndpoint.ts'
import { endpointKey } from '../endpoint/endpointSettings.ts'
import { forecastRetries } from '../endpoint/forecastRetries.ts'
import type { Settings } from '../settings/createSettings.ts'
import type { Store } from '../store/openStore.ts'
import { seqOf } from '../store/receiptTable.ts'
import type { Certificates } from '../verification/createCertificates.ts'
import { explainPushVerification } from '../verification/explainVerification.ts'
import { verifyPush } from '../verification/verifyPush.ts'
import * as inputs from './inputs.ts'
import { parseInput } from './parseInput.ts'

type Names = 'endpoint.settings' | 'endpoint.configure' | 'pushes.attempts' | 'pushes.verify'

export function pushHandlers(
  { prepare }: Pick<Store, 'prepare'>,
  endpoint: Endpoint,
  certificates: Certificates,
  kept: Settings,
  now: () => number,
) {
  return {
    'endpoint.settings': () => endpoint.settings(),
    'endpoint.configure': async input => {
      const settings = parseInput(inputs.endpointSettings, input)
      kept.write(endpointKey, settings)
      await endpoint.configure(settings)
      return endpoint.settings()
    },
    'pushes.attempts': input => {
      const attempts = attemptsOf(parseInput(inputs.attemptsInput, input).id)
      return { attempts, forecast: forecastRetries(attempts, now()) }
    },
    'pushes.verify': async input => {
      const { id, attempt, registeredUrl } = parseInput(inputs.verifyInput, input)
      const attempts = attemptsOf(id)
      const wanted = attempts.find(each => attempt === null || each.id === attempt)
      if (wanted === undefined) throw new ApiError('not-found', 'There is no such attempt')
      const others = attempts.filter(each => each !== wanted)
      return await verifyAttempt(wanted, others, registeredUrl)
    },
  } satisfies Pick<Handlers['calls'], Names>

  function attemptsOf(id: string): PushAttempt[] {
    const seq = seqOf(id)
    if (seq === null) throw new ApiError('bad-input', 'id: expected the id of a receipt, such as r12')
    const attempts = readAttempts(prepare, seq)
    if (attempts.length > 0) return attempts
    throw new ApiError('not-found', `${id} is no push to the endpoint`, 'Only those have attempts.')
  }

  async function verifyAttempt(
    attempt: PushAttempt,
    others: readonly PushAttempt[],
    registeredUrl: string | null,
  ): Promise<Verification> {
    const request = requestOf(attempt)
    const kind = classifyRequest(request)
    const circumstances = {
      notification: kind.kind === 'topic' ? kind.notification : null,
      body: attempt.truncated ? 'truncated' : 'complete',
      receivedAt: attempt.receivedAt,
      seenBefore: attempt.replayed,
    } as const
    const verified = await verifyPush(request, circumstances, certificates)
    const evidence = {
      request,
      registeredTarget: targetOf(registeredUrl),
      otherAttempts: others.map(requestOf),
      certificateUrls: certificates.urls(),
      receivedAt: attempt.receivedAt,
    }
    return explainPushVerification(verified, evidence, certificates.namedKeys(), now())
  }
}

/** Path and query of an address; what can't be read as one gives nothing. */
function targetOf(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null
  return url.slice(new URL(url).origin.length) || '/'
}

function requestOf({ requestLine, headers, raw }: PushAttempt): HttpRequest {
  const [method = '', target = ''] = requestLine.split(' ')
  return { method, target, headers, body: Buffer.from(raw, 'base64') }
}
