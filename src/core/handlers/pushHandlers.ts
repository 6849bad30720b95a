import type { Handlers } from '../../contract/api.ts'
import type { PushAttempt, RetryForecast } from '../../contract/push.ts'
import { importedAttempt, readNearMisses, readSmsDeliveries } from '../endpoint/attemptTable.ts'
import type { Endpoint } from '../endpoint/createEndpoint.ts'
import { endpointKey } from '../endpoint/endpointSettings.ts'
import { forecastRetries } from '../endpoint/forecastRetries.ts'
import type { Settings } from '../settings/createSettings.ts'
import type { Store } from '../store/openStore.ts'
import { seqOf } from '../store/receiptTable.ts'
import type { Certificates } from '../verification/createCertificates.ts'
import { verifyAttempt } from '../verification/verifyAttempt.ts'
import { attemptsOf, pickAttempt } from './attemptsOf.ts'
import * as inputs from './inputs.ts'
import { parseInput } from './parseInput.ts'

type Names =
  | 'endpoint.settings'
  | 'endpoint.configure'
  | 'pushes.attempts'
  | 'pushes.nearMisses'
  | 'pushes.verify'

export function pushHandlers(
  { prepare }: Pick<Store, 'prepare'>,
  endpoint: Endpoint,
  certificates: Certificates,
  kept: Settings,
  now: () => number,
) {
  const forecastFor = (id: string, attempts: readonly PushAttempt[]): RetryForecast => {
    if (attempts[0]?.id === importedAttempt) {
      const reason = {
        en: 'It came from a file: its sender will not come here.',
        zh: '来自文件：发送方不会再向这里投递。',
      }
      return { strategy: null, state: 'unknown', reason, next: null, givesUpAt: null }
    }
    const batches = readSmsDeliveries(prepare, seqOf(id) ?? 0)
    return batches.length === 0 ? forecastRetries(attempts, now()) : forecastRetries(batches, now(), 'sms')
  }

  return {
    'endpoint.settings': () => endpoint.settings(),
    'endpoint.configure': async input => {
      const settings = parseInput(inputs.endpointSettings, input)
      kept.write(endpointKey, settings)
      await endpoint.configure(settings)
      return endpoint.settings()
    },
    'pushes.attempts': input => {
      const { id } = parseInput(inputs.attemptsInput, input)
      const attempts = attemptsOf(prepare, id)
      return { attempts, forecast: forecastFor(id, attempts) }
    },
    'pushes.nearMisses': () => readNearMisses(prepare),
    'pushes.verify': async input => {
      const { id, attempt, registeredUrl } = parseInput(inputs.verifyInput, input)
      const attempts = attemptsOf(prepare, id)
      const wanted = pickAttempt(attempts, attempt)
      const verified = await verifyAttempt(wanted, attempts, registeredUrl, certificates, now)
      return verified.verification
    },
  } satisfies Pick<Handlers['calls'], Names>
}
