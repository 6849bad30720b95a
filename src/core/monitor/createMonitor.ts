import { setTimeout as pause } from 'node:timers/promises'
import type { Account } from '../../contract/account.ts'
import type { Instant } from '../../contract/brand.ts'
import type { MonitorMode, MonitorState, MonitorStatus } from '../../contract/status.ts'
import type { Words } from '../../contract/words.ts'
import type { Ingest } from '../ingest/createIngest.ts'
import { batchSize, type MnsClient, type ReceivedBatch } from '../mns/createMnsClient.ts'
import { describeFailure, type MnsFailure } from '../mns/mnsResult.ts'
import { sayError } from '../sayError.ts'
import { backoffMilliseconds } from './backoff.ts'
import { createRateMeter } from './rateMeter.ts'
import { takeBatch } from './takeBatch.ts'

export type MonitorDefinition = {
  account: Account
  queue: string
  type: string
  mode: MonitorMode
  parallel: number
}

export type MonitorParts = {
  client: MnsClient
  ingest: Pick<Ingest, 'ingest' | 'whenRoom' | 'trouble'>
  now: () => number
  random: () => number
  /** Called when the status may have changed. */
  changed: () => void
}

export type Monitor = {
  start(): void
  /** Resolves within a second: what is received and not yet stored by then comes back to the queue by itself. */
  stop(): Promise<void>
  status(): Pick<
    MonitorStatus,
    'state' | 'reason' | 'perSecond' | 'received' | 'lastMessageAt' | 'lastError' | 'lagMs' | 'queueCounts'
  >
}

/** What runs between a start and a stop; a stopped run may still be ending when the next one begins. */
type Run = { controller: AbortController; signal: AbortSignal; active: Map<number, Promise<void>> }

export const notStarted: Words = { en: 'Not started', zh: '未启动' }

const longPollSeconds = 30
const peekPauseMilliseconds = 3000
const countsEveryMilliseconds = 5000
const stopMilliseconds = 900

/** Watches one queue in one mode. The first lane polls long; others join while batches come full. */
export function createMonitor(definition: MonitorDefinition, parts: MonitorParts): Monitor {
  const { queue, mode, parallel } = definition
  const { client, ingest, now, changed } = parts
  const source = { account: definition.account.name, queue, type: definition.type, mode }
  const rate = createRateMeter(now)
  let run: Run | null = null
  let lanes = 1
  let failuresInARow = 0
  const seen: Omit<ReturnType<Monitor['status']>, 'perSecond'> = {
    state: 'stopped',
    reason: notStarted,
    received: 0,
    lastMessageAt: null,
    lastError: null,
    lagMs: null,
    queueCounts: null,
  }

  const become = (state: MonitorState, reason: Words) => {
    if (state === seen.state && reason.en === seen.reason.en) return
    seen.state = state
    seen.reason = reason
    changed()
  }

  const backOff = async (why: Words, signal: AbortSignal) => {
    if (signal.aborted) return
    failuresInARow++
    lanes = 1
    seen.lastError = why
    const wait = backoffMilliseconds(failuresInARow, parts.random)
    const seconds = (wait / 1000).toFixed(1)
    become('backing-off', {
      en: `${why.en}. Trying again in ${seconds} s`,
      zh: `${why.zh}。${seconds} 秒后重试`,
    })
    await sleep(wait, signal)
  }

  /** Asks the queue once; null where it gave nothing. */
  const ask = async (lane: number, signal: AbortSignal): Promise<ReceivedBatch | null> => {
    await ingest.whenRoom()
    const trouble = ingest.trouble()
    if (trouble !== null) {
      const why = {
        en: `Nothing is taken while nothing can be stored: ${trouble.en}`,
        zh: `无法存储期间不取任何消息：${trouble.zh}`,
      }
      await backOff(why, signal)
      return null
    }
    const result =
      mode === 'peek'
        ? await client.peek(queue, signal)
        : await client.receive(queue, { waitSeconds: lane === 0 ? longPollSeconds : 0, signal })
    if (signal.aborted) return null
    if (!result.ok) {
      await backOff(explain(result.failure, queue), signal)
      return null
    }
    failuresInARow = 0
    if (result.value.messages.length > 0) return result.value
    lanes = Math.max(1, lanes - 1)
    become('idle', { en: 'The queue has no message to give', zh: '队列里没有可取的消息' })
    return null
  }

  const take = async (batch: ReceivedBatch, current: Run) => {
    const { length } = batch.messages
    if (length === batchSize && mode !== 'peek') lanes = Math.min(parallel, lanes + 1)
    become('polling', { en: 'Messages are coming', zh: '正在收取消息' })
    spread(current)
    try {
      const { messages, undeleted } = await takeBatch(batch, source, parts)
      if (undeleted !== null) {
        seen.lastError = {
          en: `Stored but not yet deleted: ${undeleted.en}`,
          zh: `已存储但尚未删除：${undeleted.zh}`,
        }
      }
      count(messages, batch)
    } catch (error) {
      const reason = sayError(error)
      const why = {
        en: `Not stored, so nothing is deleted: ${reason.en}`,
        zh: `未能存储，因此不会删除任何消息：${reason.zh}`,
      }
      await backOff(why, current.signal)
    }
  }

  const count = (messages: number, batch: ReceivedBatch) => {
    const at = now() as Instant
    const enqueuedAt = batch.messages.at(-1)?.enqueuedAt ?? null
    if (enqueuedAt !== null) seen.lagMs = Math.max(0, at - enqueuedAt)
    if (messages === 0) return
    seen.received += messages
    seen.lastMessageAt = at
    rate.add(messages)
    changed()
  }

  /** Starts the lanes that should run and don't; a lane too many ends by itself after its poll. */
  const spread = (current: Run) => {
    for (let lane = 0; lane < lanes; lane++) {
      if (!current.active.has(lane)) current.active.set(lane, runLane(lane, current))
    }
  }

  /** While one batch is stored and deleted the next is asked for, and that one's end is awaited before a third. */
  const runLane = async (lane: number, current: Run) => {
    const { signal, active } = current
    const backOffUnexpected = (error: unknown) =>
      backOff({ en: `Unexpected: ${String(error)}`, zh: `意外错误：${sayError(error).zh}` }, signal)
    let taking = Promise.resolve()
    const step = async () => {
      const batch = await ask(lane, signal)
      if (batch !== null) {
        const before = taking
        taking = take(batch, current).catch(backOffUnexpected)
        await before
      }
      if (mode === 'peek') await sleep(peekPauseMilliseconds, signal)
    }
    while (!signal.aborted && lane < lanes) await step().catch(backOffUnexpected)
    await taking
    active.delete(lane)
  }

  const watchCounts = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      const result = await client.attributes(queue, signal)
      if (result.ok) {
        const { activeMessages, inactiveMessages, delayMessages } = result.value
        seen.queueCounts = { active: activeMessages, inactive: inactiveMessages, delayed: delayMessages }
        changed()
      }
      await sleep(countsEveryMilliseconds, signal)
    }
  }

  return {
    start() {
      if (run !== null) return
      const controller = new AbortController()
      run = { controller, signal: controller.signal, active: new Map() }
      lanes = 1
      failuresInARow = 0
      become('polling', { en: 'Asking the queue', zh: '正在询问队列' })
      run.active.set(-1, watchCounts(run.signal))
      spread(run)
    },

    async stop() {
      if (run === null) return
      const { controller, active } = run
      run = null
      controller.abort()
      const ended = Promise.all(active.values())
      await Promise.race([ended, pause(stopMilliseconds, undefined, { ref: false })])
      become('stopped', { en: 'Stopped', zh: '已停止' })
    },

    status: () => ({ ...seen, perSecond: rate.perSecond() }),
  }
}

const sleep = (milliseconds: number, signal: AbortSignal) =>
  pause(milliseconds, undefined, { signal }).catch(() => undefined)

function explain(failure: MnsFailure, queue: string): Words {
  if (failure.kind === 'refused' && failure.code === 'QueueNotExist') {
    return {
      en: `There is no queue “${queue}” in this account and region`,
      zh: `该账号和地域下没有队列“${queue}”`,
    }
  }
  return describeFailure(failure)
}
