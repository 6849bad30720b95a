import type { Handlers } from '../../contract/api.ts'
import type { Endpoint } from '../endpoint/createEndpoint.ts'
import { endpointKey } from '../endpoint/endpointSettings.ts'
import { forecastRetries } from '../endpoint/forecastRetries.ts'
import type { Settings } from '../settings/createSettings.ts'
import type { Store } from '../store/openStore.ts'
import type { Certificates } from '../verification/createCertificates.ts'
import { verifyAttempt } from '../verification/verifyAttempt.ts'
import { attemptsOf, pickAttempt } from './attemptsOf.ts'
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
      const attempts = attemptsOf(prepare, parseInput(inputs.attemptsInput, input).id)
      return { attempts, forecast: forecastRetries(attempts, now()) }
    },
    'pushes.verify': async input => {
      const { id, attempt, registeredUrl } = parseInput(inputs.verifyInput, input)
      const attempts = attemptsOf(prepare, id)
      const wanted = pickAttempt(attempts, attempt)
      const verified = await verifyAttempt(wanted, attempts, registeredUrl, certificates, now)
      return verified.verification
    },
  } satisfies Pick<Handlers['calls'], Names>
}
