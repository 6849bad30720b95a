/** What a queue's owner may set. */
export type QueueAttributes = {
  readonly delaySeconds: number
  readonly maximumMessageSize: number
  readonly messageRetentionPeriod: number
  readonly visibilityTimeout: number
  readonly pollingWaitSeconds: number
  readonly loggingEnabled: boolean
}

type Limits = { readonly low: number; readonly high: number; readonly unit: 'seconds' | 'bytes' }
export type NumericAttribute = Exclude<keyof QueueAttributes, 'loggingEnabled'>

export const attributeLimits: Readonly<Record<NumericAttribute, Limits>> = {
  delaySeconds: { low: 0, high: 604_800, unit: 'seconds' },
  maximumMessageSize: { low: 1024, high: 65_536, unit: 'bytes' },
  messageRetentionPeriod: { low: 60, high: 604_800, unit: 'seconds' },
  visibilityTimeout: { low: 1, high: 43_200, unit: 'seconds' },
  pollingWaitSeconds: { low: 0, high: 30, unit: 'seconds' },
}

export const priorityLimits = { low: 1, high: 16 } as const
export const defaultPriority = 8
export const largestBatch = 16

export const defaultAttributes: QueueAttributes = {
  delaySeconds: 0,
  maximumMessageSize: 65_536,
  messageRetentionPeriod: 259_200,
  visibilityTimeout: 30,
  pollingWaitSeconds: 0,
  loggingEnabled: false,
}

/** A value outside its range: the element as the wire names it, and the range. */
export type OutOfRange = { readonly element: string; readonly low: number; readonly high: number }

export function outOfRange(
  element: string,
  value: number | undefined,
  limits: { low: number; high: number },
): OutOfRange | null {
  if (value === undefined) return null
  if (Number.isInteger(value) && value >= limits.low && value <= limits.high) return null
  return { element, low: limits.low, high: limits.high }
}

/** The first attribute outside its range, or null. */
export function attributeOutOfRange(given: Partial<QueueAttributes>): OutOfRange | null {
  for (const name of Object.keys(attributeLimits) as NumericAttribute[]) {
    const wrong = outOfRange(name.charAt(0).toUpperCase() + name.slice(1), given[name], attributeLimits[name])
    if (wrong !== null) return wrong
  }
  return null
}

export function sameAttributes(one: QueueAttributes, other: QueueAttributes): boolean {
  return (Object.keys(defaultAttributes) as (keyof QueueAttributes)[]).every(
    name => one[name] === other[name],
  )
}
