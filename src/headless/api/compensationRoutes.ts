import * as z from 'zod'
import type { Handlers } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { CompensationId } from '../../contract/brand.ts'
import { asIs } from '../../contract/words.ts'
import { jsonReply } from '../http/reply.ts'
import { lastChinaDays, parseChinaDay } from './chinaDays.ts'
import { chooseAccount } from './chooseAccount.ts'
import { daysAnswer, runAnswer, runsAnswer, startedAnswer } from './compensationAnswers.ts'
import { readJsonBody } from './readJsonBody.ts'
import { badParameter } from './readParameters.ts'
import type { Parameter, Route } from './route.ts'
import { toDay, toRun } from './toRun.ts'

const day = z.string().transform((text, context) => {
  const compact = parseChinaDay(text)
  if (compact !== null) return compact
  context.addIssue({ code: 'custom', message: 'a day of China is expected, such as 2026-11-01' })
  return z.NEVER
})
const send = z.strictObject({
  phone: z.string().min(1).max(40),
  day: z.string().meta({ format: 'date' }).pipe(day),
  bizId: z.string().min(1).max(200).nullable().default(null),
})
const startBody = z.strictObject({
  account: z.string().nullable().default(null),
  sends: z.array(send).max(5000).default([]),
  query: z.string().max(4000).nullable().default(null),
  unreportedAfterMs: z
    .int()
    .min(0)
    .max(30 * 86_400_000)
    .nullable()
    .default(null),
})

const accountParameter: Parameter = {
  name: 'account',
  about: 'Its name; may be left out where there is one only.',
  schema: { type: 'string' },
}
const dayParameter = (name: string, about: string): Parameter => ({
  name,
  about,
  schema: { type: 'string', format: 'date' },
})

/** Asking the service about sends, and its daily sums beside ours. */
export function compensationRoutes({ calls }: Handlers): Route[] {
  const accounts = async (signal: AbortSignal) => await calls['accounts.list'](null, { signal })

  async function find(id: string, signal: AbortSignal) {
    const run = (await calls['compensation.list'](null, { signal })).find(each => each.id === id)
    if (run !== undefined) return jsonReply(200, toRun(run, await accounts(signal)))
    throw new ApiError(
      'not-found',
      asIs(`There is no run ${JSON.stringify(id.slice(0, 60))}.`),
      asIs('The last hundred are kept: GET /api/compensation.'),
    )
  }

  const order = (verb: 'cancel' | 'resume', about: string): Route => ({
    method: 'POST',
    path: `/api/compensation/{id}/${verb}`,
    about,
    parameters: [],
    success: { contentType: 'application/json', schema: runAnswer },
    async answer({ signal }, { id = '' }) {
      await calls[`compensation.${verb}`]({ id: id as CompensationId }, { signal })
      return await find(id, signal)
    },
  })

  return [
    {
      method: 'GET',
      path: '/api/compensation',
      about: 'What the service was asked about sends, newest first; the last hundred runs.',
      parameters: [],
      success: { contentType: 'application/json', schema: runsAnswer },
      async answer({ signal }) {
        const known = await accounts(signal)
        const runs = await calls['compensation.list'](null, { signal })
        return jsonReply(200, { runs: runs.map(run => toRun(run, known)) })
      },
    },
    {
      method: 'POST',
      path: '/api/compensation',
      about:
        'Begins to ask the service about sends: those given, those of rows that match, or all without a receipt so long after them. It goes on by itself; what is found are receipts.',
      parameters: [],
      body: {
        contentTypes: ['application/json'],
        about: 'At least one of sends, query and unreportedAfterMs.',
        schema: startBody,
      },
      success: { contentType: 'application/json', schema: startedAnswer },
      async answer({ readText, signal }) {
        const { account, ...what } = await readJsonBody(readText, startBody)
        if (what.sends.length === 0 && what.query === null && what.unreportedAfterMs === null) {
          throw new ApiError(
            'bad-input',
            asIs('What to ask about is expected: sends, query or unreportedAfterMs.'),
          )
        }
        const { id } = chooseAccount(await accounts(signal), account)
        return jsonReply(200, await calls['compensation.start']({ account: id, ...what }, { signal }))
      },
    },
    {
      method: 'GET',
      path: '/api/compensation/days',
      about: 'The service’s daily sums beside ours, newest first; days of China, at most 31.',
      parameters: [
        accountParameter,
        dayParameter('from', 'The first day; six days before the last without it.'),
        dayParameter('to', 'The last day; today without it.'),
      ],
      success: { contentType: 'application/json', schema: daysAnswer },
      async answer({ query, signal }) {
        const { id } = chooseAccount(await accounts(signal), query.get('account'))
        const to = readDay(query, 'to') ?? lastChinaDays(Date.now(), 1).to
        const from = readDay(query, 'from') ?? weekUpTo(to)
        const { days, partial } = await calls['compensation.compare']({ account: id, from, to }, { signal })
        return jsonReply(200, { days: days.map(toDay), partial })
      },
    },
    {
      method: 'GET',
      path: '/api/compensation/{id}',
      about: 'How far a run has come, and what it found.',
      parameters: [],
      success: { contentType: 'application/json', schema: runAnswer },
      answer: ({ signal }, { id = '' }) => find(id, signal),
    },
    order('cancel', 'Ends a run; what it asked already stays.'),
    order('resume', 'Goes on with a run: asks what was not asked yet, and again what failed.'),
  ]
}

function readDay(query: URLSearchParams, name: string): string | null {
  const text = query.get(name)
  if (text === null || text === '') return null
  const compact = parseChinaDay(text)
  if (compact !== null) return compact
  throw badParameter(name, 'a day of China, such as 2026-11-01', text)
}

const weekUpTo = (to: string) =>
  lastChinaDays(Date.parse(`${to.slice(0, 4)}-${to.slice(4, 6)}-${to.slice(6)}T12:00:00+08:00`), 7).from
