import { type ReplayPace, type ReplayRequest, type ReplayState, replayPaces } from '../../contract/replay.ts'
import { inEnglish } from '../../contract/words.ts'
import { openReplayer } from '../../core/replay/openReplayer.ts'
import { type Command, type Given, UsageError } from '../command/command.ts'
import { readPlace } from '../command/dataOption.ts'
import { connectToInstance } from '../command/instance.ts'
import { urlOption } from '../command/instanceAddress.ts'
import { queryOption } from '../command/queryOption.ts'
import { showProgress } from '../command/showProgress.ts'
import { type Io, print } from '../io.ts'

export const replayCommand: Command = {
  name: 'replay',
  summary: 'Send kept messages again, and show how they are answered',
  operands: null,
  options: {
    data: { value: 'DIR', about: 'A data directory that no instance uses.' },
    url: urlOption,
    query: { ...queryOption, about: 'What to send, in the language of the query field; oldest first.' },
    to: { value: 'URL', about: 'Where to. With a path of its own it replaces the one that was called.' },
    resign: { about: 'Sign anew as the simulator would, with a new date.' },
    pace: { value: 'PACE', about: `One of ${replayPaces.join(', ')}.`, fallback: 'max' },
    times: { value: 'N', about: 'How often each.', fallback: '1' },
    concurrency: { value: 'N', about: 'Requests under way at once, up to 64.', fallback: '8' },
    'confirm-host': { about: 'A target outside this machine is meant; needed once for each host.' },
    json: { about: 'Each answer as one JSON line, then the whole result.' },
  },
  notes: ['Exit 0 when every message was answered with a success (2xx), else 1. Redirects are not followed.'],
  examples: [
    'receiptscope replay --url "$URL" --query signature:valid --to http://127.0.0.1:3000',
    'receiptscope replay --data ./data --query since:1h --to http://127.0.0.1:3000 --pace original',
  ],
  run: replay,
}

/** How a command asks a core, here or elsewhere. */
type Core = {
  start(request: ReplayRequest): Promise<ReplayState['id']>
  cancel(id: ReplayState['id']): Promise<void>
  /** Resolves with the last state. */
  follow(id: ReplayState['id'], show: (state: ReplayState) => void): Promise<ReplayState>
  close(): Promise<void>
}

async function replay(given: Given, io: Io): Promise<number> {
  const request = readRequest(given)
  const place = readPlace(given)
  const core = 'url' in place ? await connect(given, io) : await openHere(place.data, io)
  const progress = showProgress(io)
  let shown = 0
  try {
    const id = await core.start(request)
    io.stop.addEventListener('abort', () => void core.cancel(id), { once: true })
    const last = await core.follow(id, state => {
      progress.show(`${state.sent} of ${state.total}`)
      shown = state.sent
    })
    progress.end()
    await print(io.stdout, given.isSet('json') ? toJson(last) : describe(last))
    return last.state === 'done' && succeeded(last) === last.total ? 0 : 1
  } finally {
    if (shown === 0) progress.end()
    await core.close()
  }
}

function readRequest(given: Given): ReplayRequest {
  const query = given.text('query')
  if (query === null) throw new UsageError('--query is expected: what to send')
  const to = given.text('to')
  if (to === null || !URL.canParse(to) || !/^https?:$/.test(new URL(to).protocol)) {
    throw new UsageError('--to expects an http or https address')
  }
  const pace = replayPaces.find(known => known === given.text('pace'))
  if (pace === undefined) throw new UsageError(`--pace expects one of ${replayPaces.join(', ')}`)
  return {
    what: { query },
    to,
    pace: pace satisfies ReplayPace,
    times: readCount(given, 'times', 10_000),
    concurrency: readCount(given, 'concurrency', 64),
    resign: given.isSet('resign'),
    edit: null,
    confirmed: given.isSet('confirm-host'),
  }
}

function readCount(given: Given, option: string, most: number): number {
  const text = given.text(option) ?? ''
  if (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= most) return Number(text)
  throw new UsageError(`--${option} expects a number from 1 to ${most}, not ${JSON.stringify(text)}`)
}

async function connect(given: Given, io: Io): Promise<Core> {
  const client = await connectToInstance(given, io)
  return {
    start: async request => (await client.call('replay.start', request)).id,
    cancel: async id => {
      await client.call('replay.cancel', { id })
    },
    follow: (id, show) =>
      new Promise((resolve, reject) => {
        client.open('replay.watch', {
          input: () => ({ id }),
          onItem(state) {
            show(state)
            if (state.state !== 'running') resolve(state)
          },
          onError: reject,
        })
      }),
    close: async () => client.close(),
  }
}

async function openHere(dataDirectory: string, io: Io): Promise<Core> {
  const replays = openReplayer(dataDirectory, message => io.stderr.write(`receiptscope replay: ${message}\n`))
  return {
    start: replays.start,
    cancel: async id => replays.cancel(id),
    async follow(id, show) {
      let last: ReplayState | null = null
      for await (const state of replays.watch(id, new AbortController().signal)) {
        last = state
        show(state)
      }
      if (last === null) throw new Error('The replay told nothing of itself')
      return last
    },
    close: replays.close,
  }
}

const succeeded = ({ answers }: ReplayState): number =>
  Object.entries(answers).reduce((sum, [status, count]) => sum + (/^2\d\d$/.test(status) ? count : 0), 0)

function toJson({ latest, ...result }: ReplayState): string {
  const lines = [...latest].reverse().map(answer => JSON.stringify(inEnglish(answer)))
  return `${[...lines, JSON.stringify(result)].join('\n')}\n`
}

function describe({ state, sent, total, answers, changed, latest }: ReplayState): string {
  const counts = Object.entries(answers).map(([status, count]) => `${count} × ${status}`)
  const failure = latest.find(({ status }) => status === null)
  return [
    `${state}: ${sent} of ${total} sent; ${counts.join(', ') || 'no answers'}`,
    `${changed} answered otherwise than before`,
    ...(failure === undefined ? [] : [`a failure: ${failure.reason.en}`]),
    '',
  ].join('\n')
}
