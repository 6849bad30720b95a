import type {
  AnswerPolicy,
  AnswerStep,
  EndpointSettings,
  ForwardAnswer,
  GivenAnswer,
} from '../../contract/push.ts'
import type { EndpointStatus } from '../../contract/status.ts'
import type { Words } from '../../contract/words.ts'
import type { Ingest } from '../ingest/createIngest.ts'
import { createRateMeter } from '../monitor/rateMeter.ts'
import type { OpenConnections } from '../outbound/createOutbound.ts'
import { sayError } from '../sayError.ts'
import type { Written } from '../store/incoming.ts'
import type { Store } from '../store/openStore.ts'
import type { Certificates } from '../verification/createCertificates.ts'
import { type Amendment, amendAttempts, readRequestIds } from './attemptTable.ts'
import { budgets } from './budgets.ts'
import { chooseAnswer, givenStatus, notStored } from './chooseAnswer.ts'
import { createRecent } from './createRecent.ts'
import { type EndpointServer, listenForPushes } from './endpointServer.ts'
import { type ForwardResult, forwardRequest } from './forwardRequest.ts'
import type { Reply } from './http/reply.ts'
import type { BrokenRequest } from './http/serveConnection.ts'
import { brokenToIncoming, createJudge, type JudgedRequest, toIncoming } from './judgeRequest.ts'
import type { ReceivedRequest } from './receivedRequest.ts'
import { type Manner, sendAnswer } from './sendAnswer.ts'
import { isWide } from './wideListening.ts'

export type Endpoint = ReturnType<typeof createEndpoint>

/** Requests under way from which on signatures are checked on other threads. */
const manyAtOnce = 4
/** Milliseconds: an answer that left this much later than was noted is noted again. */
const worthNoting = 50
const mostRemembered = 10_000
/** How often a port that another program holds is asked for again. */
const retryMilliseconds = 3000
const largestShownBody = 64 * 1024

/**
 * Takes pushes: receives, judges, stores, and only then answers. What it is told to do with its answers changes nothing
 * of what is stored.
 */
export function createEndpoint(parts: {
  settings: EndpointSettings
  ingest: Ingest
  store: Pick<Store, 'change' | 'prepare'>
  certificates: Certificates
  open: OpenConnections
  now: () => number
  warn: (message: string) => void
  changed: () => void
}) {
  const { ingest, store, certificates, now, warn } = parts
  let { settings } = parts
  let server: EndpointServer | null = null
  let reason: Words = { en: 'Not started', zh: '未启动' }
  let received = 0
  const meter = createRateMeter(now)
  const judge = createJudge(certificates, () => underWay >= manyAtOnce, readRequestIds(store.prepare))
  const attempts = createRecent(mostRemembered)
  const dispatcher = parts.open('forward', { connect: { timeout: 5000 }, connections: 64 })
  const closing = new AbortController()
  let underWay = 0
  let whenIdle: (() => void) | null = null

  const count = () => {
    received++
    meter.add(1)
  }

  const ended = () => {
    underWay--
    if (underWay === 0) whenIdle?.()
  }

  const failed = (reply: Reply, error: unknown): void => {
    warn(`A push could not be handled: ${error instanceof Error ? error.message : String(error)}`)
    reply.cut('end')
    ended()
  }

  const handle = (request: ReceivedRequest, reply: Reply): void => {
    count()
    underWay++
    try {
      const judging = judge(request)
      if (judging instanceof Promise) {
        judging.then(judged => keep(judged, reply)).catch((error: unknown) => failed(reply, error))
      } else keep(judging, reply)
    } catch (error) {
      failed(reply, error)
    }
  }

  const keep = (judged: JudgedRequest, reply: Reply): void => {
    const step = nextStep(settings.answer, judged)
    const manner = chooseManner(step, judged)
    let noted = 0
    const plan = () => {
      noted = reply.elapsed()
      return planned(manner, noted)
    }
    ingest.take(toIncoming(judged, plan), taken => {
      try {
        if ('error' in taken) refuse(judged, reply, taken.error)
        else if (step.kind === 'verify' && (settings.forwardTo === null || judged.class.kind === 'probe')) {
          answerAsPlanned(manner, taken.written, noted, reply)
        } else fulfil(step, manner, judged, taken.written, reply).then(ended, error => failed(reply, error))
      } catch (error) {
        failed(reply, error)
      }
    })
  }

  const refuse = (judged: JudgedRequest, reply: Reply, error: unknown): void => {
    const why = sayError(error)
    const trouble = { en: `Not stored, so not taken: ${why.en}`, zh: `未能存储，因此未接收：${why.zh}` }
    sendAnswer(reply, { kind: 'send', answer: notStored(judged.class.kind, trouble) }, ended)
  }

  /** What nearly every push takes: its answer is noted with its row, and again only where that was not how it went. */
  const answerAsPlanned = (manner: Manner, written: Written, noted: number, reply: Reply): void => {
    sendAnswer(reply, manner, given => {
      const isAsNoted = given.status !== null && given.milliseconds - noted < worthNoting
      if (!isAsNoted) amend(written, given, null)
      ended()
    })
  }

  const fulfil = async (
    step: AnswerStep,
    manner: Manner,
    judged: JudgedRequest,
    written: Written,
    reply: Reply,
  ): Promise<void> => {
    const to = settings.forwardTo
    const forwarding =
      to === null || judged.class.kind === 'probe'
        ? null
        : forwardRequest(dispatcher, to, judged.request, closing.signal)
    if (step.kind === 'delay') await pause(step.milliseconds, reply, closing.signal)
    const chosen = step.kind === 'forward' && forwarding !== null ? relay(await forwarding) : manner
    const given = await new Promise<GivenAnswer>(resolve => sendAnswer(reply, chosen, resolve))
    amend(written, given, forwarding === null ? null : describeForward(await forwarding, judged))
  }

  /** Those of one turn are written together. */
  let amendments: Amendment[] = []

  const amend = (written: Written, answer: GivenAnswer, forward: ForwardAnswer | null): void => {
    if (written.attempt === null || closing.signal.aborted) return
    amendments.push({ attempt: written.attempt, seqs: written.seqs, answer, forward })
    if (amendments.length === 1) setImmediate(writeAmendments)
  }

  const writeAmendments = (): void => {
    const all = amendments
    amendments = []
    if (all.length === 0) return
    try {
      amendAttempts(store, all)
    } catch (error) {
      warn(`How ${all.length} pushes were answered could not be noted: ${sayError(error).en}`)
    }
  }

  const nextStep = (policy: AnswerPolicy, { messageId }: JudgedRequest): AnswerStep => {
    if (policy.kind !== 'script') return policy
    const turn = messageId === null ? 1 : attempts.add(messageId)
    return policy.steps[Math.min(turn, policy.steps.length) - 1] ?? { kind: 'verify' }
  }

  const broken = (request: BrokenRequest): void => {
    count()
    underWay++
    ingest.ingest([brokenToIncoming(request, now())]).then(ended, (error: unknown) => {
      warn(`A broken request was not stored: ${String(error)}`)
      ended()
    })
  }

  const serving = { handle, broken, whenRoom: ingest.whenRoom, now }
  let retrying: NodeJS.Timeout | null = null

  const stop = async (): Promise<void> => {
    if (retrying !== null) clearTimeout(retrying)
    retrying = null
    const running = server
    server = null
    await running?.stop()
  }

  /** Resolves when it listens or is known not to; trouble is a state, not an exception. */
  const start = async (alternative?: number): Promise<void> => {
    await stop()
    if (!settings.enabled) reason = { en: 'Switched off', zh: '已关闭' }
    else {
      let listening = await listenForPushes(settings, serving)
      if (listening.outcome === 'refused' && listening.code === 'EADDRINUSE' && alternative !== undefined) {
        listening = await listenForPushes({ ...settings, port: alternative }, serving)
      }
      if (listening.outcome === 'refused') {
        if (reason.en !== listening.reason.en) warn(`The endpoint takes no pushes: ${listening.reason.en}`)
        ;({ reason } = listening)
        retrying = setTimeout(() => void start(), retryMilliseconds).unref()
      } else {
        ;({ server } = listening)
        reason = !isWide(settings.host)
          ? { en: 'Listening on this machine only', zh: '仅在本机监听' }
          : {
              en: `Listening on ${settings.host}: whoever can reach this address can send to it`,
              zh: `正在监听 ${settings.host}：任何能访问此地址的人都可以发来推送`,
            }
        if (isWide(settings.host)) warn(reason.en)
      }
    }
    parts.changed()
  }

  const url = (): string | null => {
    if (server === null) return null
    const everywhere = settings.host === '0.0.0.0' || settings.host === '::'
    return `http://${everywhere ? '127.0.0.1' : bracketed(settings.host)}:${server.port}${settings.path}`
  }

  return {
    start,
    url,
    settings: () => settings,

    /** Takes effect at once; the address is only left where it changed. */
    async configure(next: EndpointSettings): Promise<void> {
      const before = settings
      settings = next
      const moved =
        before.enabled !== next.enabled ||
        before.host !== next.host ||
        (before.port !== next.port && next.port !== 0) ||
        server === null
      if (moved) await start()
      else parts.changed()
    },

    status: (): EndpointStatus => ({
      wanted: settings.enabled,
      listening: server !== null,
      wide: server !== null && isWide(settings.host),
      url: url(),
      perSecond: meter.perSecond(),
      received,
      reason,
    }),

    async close(): Promise<void> {
      closing.abort()
      await stop()
      await new Promise<void>(resolve => {
        whenIdle = resolve
        if (underWay === 0) resolve()
      })
      writeAmendments()
      await dispatcher.destroy()
    },
  }
}

function chooseManner(step: AnswerStep, judged: JudgedRequest): Manner {
  const answer = chooseAnswer(judged.class, judged.signature, judged.summary)
  switch (step.kind) {
    case 'verify':
    case 'delay':
    case 'forward':
      return { kind: 'send', answer }
    case 'status':
      return { kind: 'send', answer: givenStatus(step.status) }
    case 'drop':
    case 'reset':
      return step
    case 'half':
      return { kind: 'half', answer }
    default:
      return step satisfies never
  }
}

const planOf: Record<Exclude<Manner['kind'], 'send'>, Words> = {
  relay: { en: 'The endpoint is set to relay', zh: '端点设置为采用你自己服务的应答' },
  drop: { en: 'The endpoint is set to drop', zh: '端点设置为不应答' },
  reset: { en: 'The endpoint is set to reset', zh: '端点设置为断开连接' },
  half: { en: 'The endpoint is set to half', zh: '端点设置为只应答一半' },
}

function planned(manner: Manner, milliseconds: number) {
  return manner.kind === 'send'
    ? { status: manner.answer.status, milliseconds, reason: manner.answer.reason }
    : { status: null, milliseconds, reason: planOf[manner.kind] }
}

function relay(result: ForwardResult): Manner {
  if (result.outcome === 'answered') return { kind: 'relay', answer: result.answer }
  const reason = {
    en: `${result.url} gave no answer: ${result.reason.en}`,
    zh: `${result.url} 没有应答：${result.reason.zh}`,
  }
  return {
    kind: 'send',
    answer: { status: 502, body: `${reason.en}\n`, contentType: 'text/plain;charset=utf-8', reason },
  }
}

function describeForward(result: ForwardResult, { class: kind }: JudgedRequest): ForwardAnswer {
  const { url, milliseconds } = result
  const budget = kind.kind === 'sms' ? budgets.sms : budgets.topic
  const common = { url, milliseconds, budgetUsed: milliseconds / budget }
  if (result.outcome === 'failed') return { ...common, outcome: { kind: 'failed', reason: result.reason } }
  const { status, headers, body } = result.answer
  const shown = body.subarray(0, largestShownBody).toString('utf8')
  return { ...common, outcome: { kind: 'answered', status, headers, body: shown } }
}

function pause(milliseconds: number, reply: Reply, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const end = () => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    reply.whenGone(end)
    signal.addEventListener('abort', end, { once: true })
  })
}

const bracketed = (host: string) => (host.includes(':') ? `[${host}]` : host)
