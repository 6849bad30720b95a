import { setTimeout as pause } from 'node:timers/promises'
import type { Account } from '../../contract/account.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { CompensationId } from '../../contract/brand.ts'
import type { CompensationRun } from '../../contract/compensation.ts'
import type { Client } from '../../contract/rpc/createClient.ts'
import { asIs } from '../../contract/words.ts'
import { chooseAccount } from '../api/chooseAccount.ts'
import { parseDuration } from '../api/readParameters.ts'
import { toRun } from '../api/toRun.ts'
import { accountOption } from '../command/accountOption.ts'
import { type Command, type Given, UsageError } from '../command/command.ts'
import { connectToInstance } from '../command/instance.ts'
import { urlOption } from '../command/instanceAddress.ts'
import { queryOption } from '../command/queryOption.ts'
import { showProgress } from '../command/showProgress.ts'
import { type Io, print } from '../io.ts'

const longestDelay = 30 * 86_400_000
const pollMilliseconds = 200

export const compensateCommand: Command = {
  name: 'compensate',
  summary: 'Ask the service how sends ended whose receipt did not come',
  operands: null,
  options: {
    url: urlOption,
    account: accountOption,
    query: {
      ...queryOption,
      about: 'Ask about the sends of rows that match, in the language of the query field.',
    },
    'unreported-after': {
      value: 'TIME',
      about:
        'Ask about every send without a receipt so long after it: 30s, 10m, 2h. 10m where nothing else is asked.',
    },
    resume: { value: 'ID', about: 'Go on with a run that was stopped, or ask again what failed in it.' },
    json: { about: 'The result as one JSON object.' },
  },
  notes: [
    'Numbers are asked about one after the other, below the limits of the service, as far back as it remembers: thirty days. What it tells becomes a receipt; other versions stay. An interrupt stops the run, which can be gone on with.',
    'Exit 0 when everything was asked, 1 when the run was stopped or something could not be asked about.',
  ],
  examples: [
    'receiptscope compensate --url "$URL" --account shop --unreported-after 10m',
    'receiptscope compensate --url "$URL" --query "status:pending since:2d" --json',
  ],
  run: compensate,
}

async function compensate(given: Given, io: Io): Promise<number> {
  const what = readWhat(given)
  const client = await connectToInstance(given, io)
  const progress = showProgress(io)
  try {
    const accounts = await client.call('accounts.list', null)
    const id = await begin(client, given.text('account'), what, accounts)
    const run = await follow(client, id, io.stop, ({ asked, of }) => progress.show(`${asked} of ${of} asked`))
    progress.end()
    const told = toRun(run, accounts)
    await print(io.stdout, given.isSet('json') ? `${JSON.stringify(told)}\n` : describe(run))
    return run.state === 'done' && run.failed === 0 ? 0 : 1
  } finally {
    progress.end()
    client.close()
  }
}

type What = { resume: CompensationId } | { query: string | null; unreportedAfterMs: number | null }

function readWhat(given: Given): What {
  const resume = given.text('resume')
  const query = given.text('query')
  const text = given.text('unreported-after')
  if (resume !== null) {
    if (query === null && text === null) return { resume: resume as CompensationId }
    throw new UsageError(
      '--resume goes on with what was asked: --query and --unreported-after are of no use with it',
    )
  }
  if (query !== null && text === null) return { query, unreportedAfterMs: null }
  const unreportedAfterMs = parseDuration(text ?? '10m')
  if (unreportedAfterMs !== null && unreportedAfterMs <= longestDelay) return { query, unreportedAfterMs }
  throw new UsageError(
    `--unreported-after expects a duration like 30s, 10m or 2h, at most thirty days, not ${JSON.stringify(text)}`,
  )
}

async function begin(
  client: Client,
  named: string | null,
  what: What,
  accounts: readonly Account[],
): Promise<CompensationId> {
  if ('resume' in what) {
    await client.call('compensation.resume', { id: what.resume })
    return what.resume
  }
  const { id: account } = chooseAccount(accounts, named)
  return (await client.call('compensation.start', { account, sends: [], ...what })).id
}

/** Until it has ended; an interrupt stops it first. */
async function follow(
  client: Client,
  id: CompensationId,
  stop: AbortSignal,
  show: (run: CompensationRun) => void,
): Promise<CompensationRun> {
  for (;;) {
    if (stop.aborted) await client.call('compensation.cancel', { id })
    const run = (await client.call('compensation.list', null)).find(each => each.id === id)
    if (run === undefined) throw new ApiError('not-found', asIs('The run is not known any more.'))
    show(run)
    if (run.state !== 'running') return run
    await pause(pollMilliseconds, undefined, { signal: stop }).catch(() => undefined)
  }
}

function describe({
  id,
  state,
  asked,
  of,
  found,
  added,
  changed,
  failed,
  lastError,
}: CompensationRun): string {
  return [
    `${state}: ${asked} of ${of} asked; ${found} known to the service, ${added} new here, ${changed} told otherwise`,
    ...(failed === 0
      ? []
      : [`${failed} could not be asked about: ${lastError?.en ?? 'no reason was given'}`]),
    ...(state === 'done' && failed === 0 ? [] : [`go on with: --resume ${id}`]),
    '',
  ].join('\n')
}
