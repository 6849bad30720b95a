import type { Handlers } from '../../contract/api.ts'
import type { RetryForecast } from '../../contract/push.ts'
import { importedAttempt, readNearMisses, readSmsDeliveries } from '../endpoint/attemptTable.ts'
import { budgets } from '../endpoint/budgets.ts'
import type { Endpoint } from '../endpoint/createEndpoint.ts'
import { endpointKey } from '../endpoint/endpointSettings.ts'
import { forecastRetries } from '../endpoint/forecastRetries.ts'
import { type Delivery, readWaiting } from '../endpoint/readWaiting.ts'
import { requireConsent } from '../endpoint/wideListening.ts'
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
  | 'pushes.waiting'
  | 'pushes.nearMisses'
  | 'pushes.verify'

const imported: RetryForecast = {
  strategy: null,
  state: 'unknown',
  reason: {
    en: 'It came from a file: its sender will not come here.',
    zh: '来自文件：发送方不会再向这里投递。',
  },
  next: null,
  givesUpAt: null,
}

export function pushHandlers(
  { prepare }: Pick<Store, 'prepare'>,
  endpoint: Endpoint,
  certificates: Certificates,
  kept: Settings,
  now: () => number,
) {
  const forecastFor = (seq: number, deliveries: readonly Delivery[]) => {
    const batches = readSmsDeliveries(prepare, seq)
    return batches.length === 0
      ? { forecast: forecastRetries(deliveries, now()), budget: budgets.topic }
      : { forecast: forecastRetries(batches, now(), 'sms'), budget: budgets.sms }
  }

  return {
    'endpoint.settings': () => endpoint.settings(),
    'endpoint.configure': async input => {
      const { typedName = null, ...settings } = parseInput(inputs.configureInput, input)
      requireConsent(endpoint.settings(), settings, typedName)
      kept.write(endpointKey, settings)
      await endpoint.configure(settings)
      return endpoint.settings()
    },
    'pushes.attempts': input => {
      const { id } = parseInput(inputs.attemptsInput, input)
      const attempts = attemptsOf(prepare, id)
      const found = forecastFor(seqOf(id) ?? 0, attempts)
      return { attempts, ...found, ...(attempts[0]?.id === importedAttempt ? { forecast: imported } : {}) }
    },
    'pushes.waiting': () =>
      readWaiting(prepare, (receipt, deliveries) => forecastFor(receipt, deliveries).forecast),
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
