import { randomUUID } from 'node:crypto'
import { ApiError } from '../../contract/apiError.ts'
import type { Instant, ReceiptId } from '../../contract/brand.ts'
import type { KeptAnswer, ReplayAnswer, ReplayId, ReplayRequest, ReplayState } from '../../contract/replay.ts'
import type { Which } from '../../contract/which.ts'
import { asIs, type Words } from '../../contract/words.ts'
import type { PushSigner } from '../../simulator/push/pushRequest.ts'
import { createBell } from '../createBell.ts'
import { forwardRequest, forwardTarget } from '../endpoint/forwardRequest.ts'
import type { OpenConnections } from '../outbound/createOutbound.ts'
import type { Settings } from '../settings/createSettings.ts'
import { watchRun } from '../status/watchRun.ts'
import { findSeqs, unknownReceipt } from '../store/findSeqs.ts'
import type { Store } from '../store/openStore.ts'
import type { Reader } from '../store/reader.ts'
import { receiptIdOf } from '../store/receiptTable.ts'
import { readWords, writeWords } from '../store/storedWords.ts'
import { editRequest, requestOfMessage, resignRequest } from './composeRequest.ts'
import { confirmHost } from './confirmHost.ts'
import { runReplay, type Scheduled } from './runReplay.ts'

export type Replays = ReturnType<typeof createReplays>

const privateData: Words = {
  en: 'what is replayed holds phone numbers and contents',
  zh: '重放的内容含手机号和短信正文',
}
const mostKept = 50
const mostShown = 100
const mostAnswers = 100

type Run = { state: ReplayState; controller: AbortController; done: Promise<void> }

/** Sends kept messages again: as they were, edited or signed anew, and records what is answered. */
export function createReplays(parts: {
  store: Pick<Store, 'prepare'>
  reader: Reader
  settings: Settings
  signer: () => Promise<PushSigner>
  open: OpenConnections
  now: () => number
}) {
  const { store, reader, settings, now } = parts
  const { prepare } = store
  const runs = new Map<ReplayId, Run>()
  const bell = createBell()
  const dispatcher = parts.open('replay', { connect: { timeout: 5000 }, connections: 64 })

  const start = async (request: ReplayRequest): Promise<ReplayId> => {
    confirmHost(settings, { ...request, why: privateData })
    const messages = await select(request.what)
    if (messages.length === 0)
      throw new ApiError('not-found', { en: 'There is nothing to replay', zh: '没有可重放的内容' })
    if (request.edit !== null && messages.length > 1) {
      throw new ApiError('bad-input', {
        en: 'edit: one message is expected, for all would become the same',
        zh: 'edit：只能编辑一条消息，否则所有消息都会变成同样的内容',
      })
    }
    const signer = request.resign ? await parts.signer() : null
    const id = randomUUID() as ReplayId
    const controller = new AbortController()
    const state: ReplayState = {
      id,
      to: request.to,
      state: 'running',
      total: messages.length * request.times,
      sent: 0,
      answers: {},
      changed: 0,
      startedAt: now() as Instant,
      endedAt: null,
      latest: [],
    }
    const send = async (body: number) => {
      const answer = await sendOne(body, request, signer, controller.signal)
      if (answer !== null) note(state, answer)
      bell.ring()
    }
    const done = runReplay(messages, { ...request, signal: controller.signal }, send).finally(() => {
      state.state = controller.signal.aborted ? 'cancelled' : 'done'
      state.endedAt = now() as Instant
      bell.ring()
    })
    runs.set(id, { state, controller, done })
    const [oldest] = [...runs].filter(([, run]) => run.state.state !== 'running')
    if (runs.size > mostKept && oldest !== undefined) runs.delete(oldest[0])
    return id
  }

  /** Null where it was cut off by a cancellation. */
  const sendOne = async (
    body: number,
    request: ReplayRequest,
    signer: PushSigner | null,
    signal: AbortSignal,
  ): Promise<ReplayAnswer | null> => {
    const kept = prepare('SELECT raw, headers, request_line FROM body WHERE id = ?').get(body) as
      | { raw: Buffer; headers: string | null; request_line: string | null }
      | undefined
    if (kept === undefined) return null
    const headers = kept.headers === null ? null : (JSON.parse(kept.headers) as [string, string][])
    const edited = editRequest(
      requestOfMessage({ raw: kept.raw, headers, requestLine: kept.request_line }),
      request.edit,
    )
    const { path } = forwardTarget(request.to, edited.target)
    const signed = signer === null ? edited : resignRequest({ ...edited, target: path }, signer, now())
    const at = now()
    const result = await forwardRequest(dispatcher, request.to, signed, signal)
    if (signal.aborted) return null
    const status = result.outcome === 'answered' ? result.answer.status : null
    const answer: ReplayAnswer = {
      receipt: receiptIdOf(body),
      at: at as Instant,
      url: result.url,
      milliseconds: result.milliseconds,
      status,
      reason: result.outcome === 'answered' ? asIs('') : result.reason,
      earlierStatus: earlierStatus(body, result.url),
    }
    prepare(
      'INSERT INTO replay (receipt, at, url, status, milliseconds, reason, answer) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ).run(
      body,
      at,
      result.url,
      status,
      result.milliseconds,
      writeWords(answer.reason),
      result.outcome === 'answered' ? result.answer.body.subarray(0, 16_384) : null,
    )
    return answer
  }

  const earlierStatus = (body: number, url: string): number | null => {
    const replayed = prepare(
      'SELECT status FROM replay WHERE receipt = ? AND url = ? ORDER BY id DESC LIMIT 1',
    ).get(body, url) as { status: number | null } | undefined
    if (replayed !== undefined) return replayed.status
    const attempt = prepare(
      'SELECT answer_status AS status FROM attempt WHERE receipt = ? ORDER BY id LIMIT 1',
    ).get(body) as { status: number | null } | undefined
    return attempt?.status ?? null
  }

  /** Bodies, oldest first, each once. */
  const select = async (what: Which): Promise<Scheduled[]> => {
    const seqs = await findSeqs(reader, what, now(), new AbortController().signal)
    const place = prepare('SELECT body, received_at FROM receipt WHERE seq = ?')
    const found = new Map<number, number>()
    for (const seq of seqs) {
      const row = place.get(seq) as { body: number; received_at: number } | undefined
      if (row !== undefined) found.set(row.body, row.received_at)
      else if ('ids' in what) throw unknownReceipt(seq)
    }
    return [...found].map(([body, receivedAt]) => ({ body, receivedAt })).sort((a, b) => a.body - b.body)
  }

  const find = (id: ReplayId): Run => {
    const run = runs.get(id)
    if (run === undefined)
      throw new ApiError('not-found', { en: 'There is no such replay', zh: '没有这个重放任务' })
    return run
  }

  return {
    start,

    async answers(id: ReceiptId): Promise<KeptAnswer[]> {
      const [message] = await select({ ids: [id] })
      const kept = prepare(
        `SELECT id, at, url, milliseconds, status, reason, answer FROM replay
          WHERE receipt = ? ORDER BY id DESC LIMIT ${mostAnswers}`,
      ).all(message?.body) as (Omit<KeptAnswer, 'body' | 'reason'> & {
        reason: string
        answer: Buffer | null
      })[]
      return kept.map(({ answer, reason, ...rest }) => ({
        ...rest,
        reason: readWords(reason),
        body: answer?.toString('base64') ?? null,
      }))
    },

    cancel(id: ReplayId): void {
      find(id).controller.abort()
    },

    /** Until the replay is over. */
    watch: (id: ReplayId, signal: AbortSignal): AsyncGenerator<ReplayState, void, undefined> =>
      watchRun(find(id).state, bell, signal),

    async close(): Promise<void> {
      for (const { controller } of runs.values()) controller.abort()
      await Promise.all([...runs.values()].map(({ done }) => done))
      await dispatcher.destroy()
    },
  }
}

function note(state: ReplayState, answer: ReplayAnswer): void {
  const key = answer.status === null ? 'failed' : String(answer.status)
  state.sent++
  state.answers[key] = (state.answers[key] ?? 0) + 1
  if (answer.earlierStatus !== null && answer.earlierStatus !== answer.status) state.changed++
  state.latest.unshift(answer)
  state.latest.length = Math.min(state.latest.length, mostShown)
}
