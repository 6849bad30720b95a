import { performance } from 'node:perf_hooks'
import { cpuUsage, memoryUsage } from 'node:process'
import * as z from 'zod'
import type { Handlers } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { Instant } from '../../contract/brand.ts'
import { groupFields } from '../../contract/group.ts'
import type { Status } from '../../contract/status.ts'
import { asIs, inEnglish } from '../../contract/words.ts'
import { jsonReply } from '../http/reply.ts'
import { statsAnswer, statusAnswer } from './answers.ts'
import { writeMetrics } from './metrics.ts'
import { queryParameter } from './receiptRoutes.ts'
import type { Route } from './route.ts'
import { parseGroupFields, toStatistic } from './statistic.ts'

const prometheusText = 'text/plain; version=0.0.4; charset=utf-8'

export function statusRoutes({ calls, streams }: Handlers): Route[] {
  async function readStatus(signal: AbortSignal): Promise<Status> {
    for await (const status of streams['status.watch'](null, { signal })) return status
    throw new ApiError('unavailable', asIs('The status is not known while the program starts or stops.'))
  }
  return [
    {
      method: 'GET',
      path: '/api/status',
      about: 'What is running, and how it is.',
      parameters: [],
      success: { contentType: 'application/json', schema: statusAnswer },
      async answer({ signal }) {
        const app = await calls['app.info'](null, { signal })
        return jsonReply(200, { app, ...withTimes(await readStatus(signal)) })
      },
    },
    {
      method: 'GET',
      path: '/api/stats',
      about: 'Counts receipts by what they have in common, largest group first.',
      parameters: [
        queryParameter,
        {
          name: 'by',
          about: `Up to four of ${groupFields.join(', ')}, separated by commas.`,
          schema: { type: 'string' },
        },
      ],
      success: { contentType: 'application/json', schema: statsAnswer },
      async answer({ query, signal }) {
        const by = parseGroupFields(query.get('by') ?? '')
        if (by === null) {
          const message = asIs('by should be up to four fields, each once, separated by commas.')
          throw new ApiError('bad-input', message, asIs(`Expected some of: ${groupFields.join(', ')}.`))
        }
        const input = { query: query.get('query') ?? '', by }
        const { groups, partial } = await calls['receipts.groups'](input, { signal })
        return jsonReply(200, { groups: groups.map(group => toStatistic(group, by)), partial })
      },
    },
    {
      method: 'GET',
      path: '/metrics',
      about: 'Figures for Prometheus.',
      parameters: [],
      success: { contentType: prometheusText, schema: z.string() },
      async answer({ signal }) {
        const app = await calls['app.info'](null, { signal })
        const { user, system } = cpuUsage()
        const figures = {
          residentBytes: memoryUsage.rss(),
          cpuSeconds: (user + system) / 1e6,
          startedAt: performance.timeOrigin,
        }
        const alerts = await calls['alerts.list'](null, { signal })
        const body = writeMetrics(await readStatus(signal), app, figures, alerts)
        return { status: 200, headers: { 'content-type': prometheusText }, body }
      },
    },
  ]
}

/** Scripts get times as texts. */
function withTimes(status: Status) {
  const monitors = inEnglish(status.monitors).map(monitor => ({
    ...monitor,
    lastMessageAt: toTime(monitor.lastMessageAt),
    credentialsUntil: toTime(monitor.credentialsUntil),
  }))
  return { ...inEnglish(status), monitors }
}

const toTime = (instant: Instant | null) => (instant === null ? null : new Date(instant).toISOString())
