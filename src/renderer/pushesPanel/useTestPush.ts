import { useState } from 'react'
import { ApiError } from '../../contract/apiError.ts'
import type { AccountId } from '../../contract/brand.ts'
import { asIs } from '../../contract/words.ts'
import { useServices } from '../state/services.ts'
import { useWords } from '../words/useWords.ts'

type TestPush = {
  sending: boolean
  problem: ApiError | null
  send: (url: string, simulated: boolean) => Promise<void>
}

/** The simulator publishes to a topic of its own that the endpoint subscribes to: the push is retried as MNS does. */
export function useTestPush(): TestPush {
  const { pushes: words } = useWords()
  const { client } = useServices()
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<ApiError | null>(null)
  async function send(url: string, simulated: boolean): Promise<void> {
    const topic = { account: 'simulator' as AccountId, topic: 'receiptscope-test' }
    setSending(true)
    try {
      if (!simulated) await client.call('simulator.switch', { on: true })
      const settings = { maximumMessageSize: 65_536, loggingEnabled: false }
      const made = [
        await client.call('topics.save', { ...topic, isNew: true, settings }),
        await client.call('topics.subscribe', {
          ...topic,
          subscription: `endpoint-${new URL(url).port}`,
          endpoint: url,
          filterTag: null,
          notifyStrategy: 'BACKOFF_RETRY',
          notifyContentFormat: 'XML',
        }),
        await client.call('topics.publish', {
          ...topic,
          body: words.testBody,
          tag: null,
          sms: null,
          mail: null,
        }),
      ]
      const failed = made.find(result => !result.ok)
      setProblem(
        failed === undefined || failed.ok ? null : new ApiError('unavailable', failed.failure.message),
      )
    } catch (error) {
      setProblem(error instanceof ApiError ? error : new ApiError('internal', asIs(String(error))))
    }
    setSending(false)
  }
  return { sending, problem, send }
}
