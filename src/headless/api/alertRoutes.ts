import type { Alert, AlertMeasure, Firing } from '../../contract/alerts.ts'
import type { Handlers } from '../../contract/api.ts'
import { jsonReply } from '../http/reply.ts'
import { alertsAnswer, firingsAnswer, viewsAnswer } from './alertAnswers.ts'
import { readInteger } from './readParameters.ts'
import type { Route } from './route.ts'

/** Saved queries, rules over them, and what those told. */
export function alertRoutes({ calls }: Handlers): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/views',
      about: 'Saved queries in the order of the window.',
      parameters: [],
      success: { contentType: 'application/json', schema: viewsAnswer },
      async answer({ signal }) {
        return jsonReply(200, { views: await calls['views.list'](null, { signal }) })
      },
    },
    {
      method: 'GET',
      path: '/api/alerts',
      about: 'Rules, and what they came to when they were last looked at.',
      parameters: [],
      success: { contentType: 'application/json', schema: alertsAnswer },
      async answer({ signal }) {
        const alerts = await calls['alerts.list'](null, { signal })
        return jsonReply(200, { alerts: alerts.map(withTimes) })
      },
    },
    {
      method: 'GET',
      path: '/api/alerts/history',
      about: 'What was told, newest first, with the query of the rows it is about.',
      parameters: [
        {
          name: 'limit',
          about: 'At most so many; 100 without it.',
          schema: { type: 'integer', minimum: 1, maximum: 1000 },
        },
      ],
      success: { contentType: 'application/json', schema: firingsAnswer },
      async answer({ query, signal }) {
        const limit = readInteger(query, 'limit', { smallest: 1, largest: 1000, fallback: 100 })
        const fired = await calls['alerts.history']({ before: null, limit }, { signal })
        return jsonReply(200, { fired: fired.map(toFiring) })
      },
    },
  ]
}

const time = (instant: number) => new Date(instant).toISOString()
const withTimes = ({ measure, lastFiredAt, ...alert }: Alert) => ({
  ...alert,
  measure: measure === null ? null : toMeasure(measure),
  lastFiredAt: lastFiredAt === null ? null : time(lastFiredAt),
})
const toMeasure = ({ at, problem, ...measure }: AlertMeasure) => ({
  ...measure,
  at: time(at),
  problem: problem?.en ?? null,
})
const toFiring = ({ at, text, ...firing }: Firing) => ({ ...firing, at: time(at), text: text.en })
