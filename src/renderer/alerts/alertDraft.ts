import type { Alert, AlertCondition, AlertDraft } from '../../contract/alerts.ts'

const minute = 60_000

export const conditionKinds = [
  'share',
  'count',
  'latency',
  'unreported',
] as const satisfies readonly AlertCondition['kind'][]

/** A sensible start for each kind: what most people would type. */
export const startingConditions: { [K in AlertCondition['kind']]: AlertCondition & { kind: K } } = {
  share: { kind: 'share', part: 'status:failed', atLeast: 0.2, minimum: 20 },
  count: { kind: 'count', atLeast: 10 },
  latency: { kind: 'latency', percentile: 'p95', atLeastMs: 30_000, minimum: 20 },
  unreported: { kind: 'unreported', atLeast: 10, afterMs: 10 * minute },
}

export const newDraft = (query: string): AlertDraft => ({
  name: '',
  query,
  view: null,
  condition: startingConditions.share,
  windowMs: 15 * minute,
  cooldownMs: 30 * minute,
  enabled: true,
})

/** What of a rule is its owner's, without what was measured. */
export const draftOf = ({
  name,
  query,
  view,
  condition,
  windowMs,
  cooldownMs,
  enabled,
}: Alert): AlertDraft => ({
  name,
  query,
  view,
  condition,
  windowMs,
  cooldownMs,
  enabled,
})
