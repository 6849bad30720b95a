import * as z from 'zod'
import type { Handlers } from '../../contract/api.ts'
import type { AlertId, FiringId } from '../../contract/brand.ts'
import { alertDraft } from '../alerts/alertTable.ts'
import type { Alerts } from '../alerts/createAlerts.ts'
import { readQuery } from '../query/readQuery.ts'
import type { Views } from '../views/createViews.ts'
import { parseInput } from './parseInput.ts'

const alertId = z.string().min(1).max(100) as unknown as z.ZodType<AlertId>
const firingId = z.int().min(0) as unknown as z.ZodType<FiringId>
const saveInput = alertDraft.extend({ id: alertId.nullable() })
const removeInput = z.object({ id: alertId })
const measureInput = alertDraft.pick({ query: true, view: true, condition: true, windowMs: true })
const historyInput = z.object({ before: firingId.nullable(), limit: z.int().min(1).max(1000) })
const watchInput = z.object({ after: firingId.nullable() })

type Names = 'alerts.list' | 'alerts.save' | 'alerts.remove' | 'alerts.measure' | 'alerts.history'

export function alertHandlers(alerts: Alerts, views: Pick<Views, 'find'>, now: () => number) {
  const calls = {
    'alerts.list': () => alerts.list(),
    'alerts.save': input => {
      const { id, ...draft } = parseInput(saveInput, input)
      check(draft)
      return alerts.save(id, draft)
    },
    'alerts.remove': input => {
      alerts.remove(parseInput(removeInput, input).id)
      return null
    },
    'alerts.measure': (input, { signal }) => {
      const draft = parseInput(measureInput, input)
      check(draft)
      return alerts.measure(draft, signal)
    },
    'alerts.history': input => {
      const { before, limit } = parseInput(historyInput, input)
      return alerts.history(before, limit)
    },
  } satisfies Pick<Handlers['calls'], Names>

  const streams = {
    'alerts.watch': (input, { signal }) => alerts.watch(parseInput(watchInput, input).after, signal),
  } satisfies Pick<Handlers['streams'], 'alerts.watch'>

  return { calls, streams }

  function check({ query, view, condition }: z.output<typeof measureInput>): void {
    readQuery(query, now())
    if (view !== null) views.find(view)
    if (condition.kind === 'share') readQuery(condition.part, now())
  }
}
