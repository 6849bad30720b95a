import { randomUUID } from 'node:crypto'
import type { Dispatcher } from 'undici'
import * as z from 'zod'
import type { Handlers } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { AccountId, CompensationId } from '../../contract/brand.ts'
import type { CompensationProgress, SendToAsk } from '../../contract/compensation.ts'
import type { Accounts } from '../accounts/createAccounts.ts'
import { chooseSends, chooseUnreported } from '../compensation/chooseSends.ts'
import { compareDays } from '../compensation/compareDays.ts'
import { compensate } from '../compensation/compensate.ts'
import { createCompensations } from '../compensation/createCompensations.ts'
import { createRunTable } from '../compensation/runTable.ts'
import { credentialsOf } from '../credentials/createSigner.ts'
import type { Ingest } from '../ingest/createIngest.ts'
import { describeFailure } from '../mns/mnsResult.ts'
import type { OpenConnections } from '../outbound/createOutbound.ts'
import { compileQuery } from '../query/compileQuery.ts'
import { readQuery } from '../query/readQuery.ts'
import { createSmsApi, type SmsApi } from '../smsApi/createSmsApi.ts'
import { smsEndpointOf } from '../smsApi/smsEndpointOf.ts'
import type { Store } from '../store/openStore.ts'
import type { Reader } from '../store/reader.ts'
import * as inputs from './inputs.ts'
import { parseInput } from './parseInput.ts'

const mostSends = 20_000
const mostDays = 31
const day = 86_400_000
const countMilliseconds = 30_000

const startInput = inputs.compensationInput.extend({
  unreportedAfterMs: z
    .int()
    .min(0)
    .max(30 * day)
    .nullable(),
})
const idInput = z.object({ id: z.string().max(100) as unknown as z.ZodType<CompensationId> })
const date = z.string().regex(/^\d{8}$/)
const compareInput = z.object({ account: inputs.accountId, from: date, to: date })

type Names =
  | 'compensation.start'
  | 'compensation.cancel'
  | 'compensation.resume'
  | 'compensation.list'
  | 'compensation.compare'

export function compensationHandlers(parts: {
  accounts: Accounts
  ingest: Ingest
  store: Store
  reader: Reader
  open: OpenConnections
  now: () => number
  warn: (message: string) => void
}) {
  const { accounts, reader, store, now, warn } = parts
  const { prepare } = store
  const runs = createCompensations({ table: createRunTable(store), ask, now, newId: randomUUID, warn })

  const calls = {
    'compensation.start': async (input, { signal }) => {
      const { account, sends, query, unreportedAfterMs } = parseInput(startInput, input)
      accountOf(account)
      const all = [...sends, ...(await chosen(query, signal))]
      if (unreportedAfterMs !== null) {
        all.push(...(await chooseUnreported(reader, unreportedAfterMs, mostSends, now(), signal)))
      }
      const once = new Map(all.map(send => [`${send.phone} ${send.day} ${send.bizId ?? ''}`, send]))
      return runs.begin(account, [...once.values()].slice(0, mostSends))
    },
    'compensation.cancel': async input => {
      await runs.cancel(parseInput(idInput, input).id)
      return null
    },
    'compensation.resume': input => {
      runs.resume(parseInput(idInput, input).id)
      return null
    },
    'compensation.list': () => runs.list(),
    'compensation.compare': async (input, { signal }) => {
      const { account, from, to } = parseInput(compareInput, input)
      const { name } = accountOf(account).account
      const [start, end] = [timeOf(from), timeOf(to) + day]
      if (!(start < end && end - start <= mostDays * day)) {
        throw new ApiError('bad-input', {
          en: `from and to should be at most ${mostDays} days, in their order`,
          zh: `from 与 to 应按先后顺序，且最多相隔 ${mostDays} 天`,
        })
      }
      const theirs = await withApi(account, api => readStatistics(api, from, to, signal))
      const time = (at: number) => new Date(at).toISOString()
      const predicate = compileQuery(readQuery(`sent>=${time(start)} sent<${time(end)}`, now()), now())
      const received = { from: start, to: Number.POSITIVE_INFINITY }
      const job = { predicate: { ...predicate, received }, account: name }
      const ours = await reader.read('sentDays', job, { milliseconds: countMilliseconds, signal })
      return { days: compareDays(theirs, ours.days), partial: ours.end !== 'complete' }
    },
  } satisfies Pick<Handlers['calls'], Names>

  const streams = {
    'compensation.run': (input, { signal }) => run(parseInput(inputs.compensationInput, input), signal),
  } satisfies Pick<Handlers['streams'], 'compensation.run'>

  return { calls, streams, restore: runs.restore, close: runs.close }

  async function* run(
    { account, sends, query }: z.output<typeof inputs.compensationInput>,
    signal: AbortSignal,
  ): AsyncGenerator<CompensationProgress, void, undefined> {
    yield* ask(account, [...sends, ...(await chosen(query, signal))], signal)
  }

  async function* ask(
    id: AccountId,
    sends: readonly SendToAsk[],
    signal: AbortSignal,
  ): AsyncGenerator<CompensationProgress, void, undefined> {
    const dispatcher = parts.open('compensation')
    try {
      const { name } = accountOf(id).account
      yield* compensate({ ...parts, prepare, api: apiOf(id, dispatcher), account: name, sends, signal })
    } finally {
      await dispatcher.destroy()
    }
  }

  async function chosen(query: string | null, signal: AbortSignal): Promise<SendToAsk[]> {
    if (query === null) return []
    const predicate = compileQuery(readQuery(query, now()), now())
    return await chooseSends(reader, predicate, mostSends, now(), signal)
  }

  async function withApi<T>(id: AccountId, use: (api: SmsApi) => Promise<T>): Promise<T> {
    const dispatcher = parts.open('compensation')
    try {
      return await use(apiOf(id, dispatcher))
    } finally {
      await dispatcher.destroy()
    }
  }

  function accountOf(id: AccountId) {
    const account = accounts.find(id)
    const secrets = accounts.secretsOf(id)
    if (account === null || secrets === null)
      throw new ApiError('not-found', { en: 'There is no such account', zh: '没有这个账号' })
    return { account, secrets }
  }

  function apiOf(id: AccountId, dispatcher: Dispatcher): SmsApi {
    const { account, secrets } = accountOf(id)
    return createSmsApi({
      endpoint: smsEndpointOf(account, 'dysmsapi'),
      dispatcher,
      credentials: credentialsOf(account, secrets),
      now,
      nonce: randomUUID,
    })
  }
}

async function readStatistics(api: SmsApi, from: string, to: string, signal: AbortSignal) {
  const result = await api.querySendStatistics({ from, to, page: 1 }, signal)
  if (result.ok) return result.value.days
  throw new ApiError('unavailable', describeFailure(result.failure))
}

const timeOf = (day: string) =>
  Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00+08:00`)
