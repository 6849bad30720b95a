import type { QueueSettings } from '../../contract/queues.ts'

type Range = {
  name: Exclude<keyof QueueSettings, 'loggingEnabled'>
  unit: 'seconds' | 'bytes'
  least: number
  most: number
}

/** What the service takes; outside of it, it refuses. */
export const queueRanges: readonly Range[] = [
  { name: 'visibilityTimeout', unit: 'seconds', least: 1, most: 43_200 },
  { name: 'delaySeconds', unit: 'seconds', least: 0, most: 604_800 },
  { name: 'messageRetentionPeriod', unit: 'seconds', least: 60, most: 604_800 },
  { name: 'maximumMessageSize', unit: 'bytes', least: 1024, most: 65_536 },
  { name: 'pollingWaitSeconds', unit: 'seconds', least: 0, most: 30 },
]

/** The service's own defaults. */
export const queueDefaults: QueueSettings = {
  delaySeconds: 0,
  maximumMessageSize: 65_536,
  messageRetentionPeriod: 259_200,
  visibilityTimeout: 30,
  pollingWaitSeconds: 0,
  loggingEnabled: false,
}

export const topicSizes = { least: 1024, most: 65_536 } as const
export const priorities = { least: 1, most: 16, usual: 8 } as const
export const batchSize = 16
