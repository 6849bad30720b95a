import * as z from 'zod'
import { ApiError } from '../../contract/apiError.ts'
import { type ReplayPace, type ReplayRequest, replayPaces } from '../../contract/replay.ts'
import { asIs } from '../../contract/words.ts'
import type { HostRequest } from '../http/reply.ts'
import { parseJsonBody } from './readJsonBody.ts'
import { readInteger } from './readParameters.ts'
import { queryParameter } from './receiptRoutes.ts'
import type { Parameter } from './route.ts'

const largestBody = 64 * 1024
const most = { times: 10_000, concurrency: 64 }

export const replayParameters: Parameter[] = [
  queryParameter,
  { name: 'to', about: 'Where to.', schema: { type: 'string', format: 'uri' } },
  { name: 'times', about: 'How often each; 1 without it.', schema: { type: 'integer', minimum: 1 } },
  { name: 'pace', about: 'max without it.', schema: { type: 'string', enum: [...replayPaces] } },
  {
    name: 'concurrency',
    about: 'At once; 8 without it.',
    schema: { type: 'integer', minimum: 1, maximum: most.concurrency },
  },
  { name: 'resign', about: 'true: signed anew.', schema: { type: 'boolean' } },
  {
    name: 'confirmed',
    about: 'true: a target outside this machine is meant; needed once for each host.',
    schema: { type: 'boolean' },
  },
]

export const replayBody = z.strictObject({
  query: z.string(),
  to: z.string(),
  times: z.int().min(1).max(most.times).default(1),
  pace: z.enum(replayPaces).default('max'),
  concurrency: z.int().min(1).max(most.concurrency).default(8),
  resign: z.boolean().default(false),
  confirmed: z.boolean().default(false),
})

/** From a JSON body; from the query string where there is none. */
export async function readReplay({
  query,
  readText,
}: Pick<HostRequest, 'query' | 'readText'>): Promise<ReplayRequest> {
  const text = await readText(largestBody)
  if (text === null)
    throw new ApiError('bad-input', asIs('The body is too large: at most 64 KB are expected.'))
  if (text.trim() === '') return fromQueryString(query)
  if (query.size > 0)
    throw new ApiError(
      'bad-input',
      asIs('A body or a query string is expected, there are both.'),
      asIs('Leave one out.'),
    )
  const { query: selected, ...rest } = parseJsonBody(text, replayBody)
  return { ...rest, what: { query: selected }, edit: null }
}

function fromQueryString(query: URLSearchParams): ReplayRequest {
  return {
    what: { query: query.get('query') ?? '' },
    to: query.get('to') ?? '',
    times: readInteger(query, 'times', { smallest: 1, largest: most.times, fallback: 1 }),
    pace: (query.get('pace') ?? 'max') as ReplayPace,
    concurrency: readInteger(query, 'concurrency', { smallest: 1, largest: most.concurrency, fallback: 8 }),
    resign: query.get('resign') === 'true',
    edit: null,
    confirmed: query.get('confirmed') === 'true',
  }
}
