import { setTimeout as pause } from 'node:timers/promises'
import type { Account, Exchange } from '../../contract/account.ts'
import type { Instant } from '../../contract/brand.ts'
import type { MonitorMode, MonitorState, MonitorStatus } from '../../contract/status.ts'
import type { Ingest } from '../ingest/createIngest.ts'
import { batchSize, type MnsClient, type ReceivedBatch } from '../mns/createMnsClient.ts'
import type { Lease } from '../mns/lease.ts'
import { describeFailure, type MnsFailure } from '../mns/mnsResult.ts'
import type { IncomingMessage } from '../store/incoming.ts'
import { backoffMilliseconds } from './backoff.ts'
import { keepLeases } from './keepLeases.ts'
import { createRateMeter } from './rateMeter.ts'

export type MonitorDefinition = {
  id: MonitorStatus['id']
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
  stop(reason?: string): Promise<void>
  /** Ends a backoff at once. */
  wake(): void
  status(): Pick<
    MonitorStatus,
    'state' | 'reason' | 'perSecond' | 'received' | 'lastMessageAt' | 'lastError' | 'lagMs' | 'queueCounts'
  >
}

const longPollSeconds = 30
const peekPauseMilliseconds = 3000
const attributesEveryMilliseconds = 5000
const stopMilliseconds = 900

/** Watches one queue in one mode. The first lane polls long; others join while batches come full. */
export function createMonitor(definition: MonitorDefinition, parts: MonitorParts): Monitor {
  const { queue, mode } = definition
  const { client, ingest, now, changed } = parts
  const rate = createRateMeter(now)
  let run: { controller: AbortController; ended: Promise<unknown> } | null = null
  let nap = new AbortController()
  let lanes = 1
  let failuresInARow = 0
  let state: MonitorState = 'stopped'
  let reason = 'Not started'
  let received = 0
  let lastMessageAt: Instant | null = null
  let lastError: string | null = null
  let lagMs: number | null = null
  let queueCounts: MonitorStatus['queueCounts'] = null

  const become = (next: MonitorState, why: string) => {
    if (next === state && why === reason) return
    state = next
    reason = why
    changed()
  }

  const sleep = async (milliseconds: number, signal: AbortSignal) => {
    await pause(milliseconds, undefined, { signal: AbortSignal.any([signal, nap.signal]) }).catch(
      () => undefined,
    )
  }

  const backOff = async (why: string, signal: AbortSignal) => {
    if (signal.aborted) return
    failuresInARow++
    lanes = 1
    lastError = why
    const wait = backoffMilliseconds(failuresInARow, parts.random)
    become('backing-off', `${why}. Trying again in ${(wait / 1000).toFixed(1)} s`)
    await sleep(wait, signal)
  }

  const poll = async (lane: number, signal: AbortSignal): Promise<void> => {
    await ingest.whenRoom()
    const trouble = ingest.trouble()
    if (trouble !== null) return backOff(`Nothing is taken while nothing can be stored: ${trouble}`, signal)
    const result =
      mode === 'peek'
        ? await client.peek(queue, signal)
        : await client.receive(queue, { waitSeconds: lane === 0 ? longPollSeconds : 0, signal })
    if (signal.aborted) return
    if (!result.ok) return backOff(explain(result.failure, queue), signal)
    failuresInARow = 0
    const { messages } = result.value
    if (messages.length === 0) {
      lanes = Math.max(1, lanes - 1)
      become('idle', 'The queue has no message to give')
    } else {
      if (messages.length === batchSize) lanes = Math.min(definition.parallel, lanes + 1)
      become('polling', 'Messages are coming')
      const stored = await take(result.value).catch(storeTrouble)
      if (stored instanceof Error)
        return backOff(`Not stored, so nothing is deleted: ${stored.message}`, signal)
    }
    if (mode === 'peek') await sleep(peekPauseMilliseconds, signal)
  }

  /** Stores a batch, and only then deletes it. */
  const take = async (batch: ReceivedBatch): Promise<undefined> => {
    const { messages } = batch
    const at = now() as Instant
    const incoming = messages.map(message => toIncoming(message.body, message.messageId, batch.requestId, at))
    const newest = messages.at(-1)
    if (newest?.enqueuedAt != null) lagMs = Math.max(0, at - newest.enqueuedAt)
    if (mode === 'peek') {
      const written = await ingest.ingest(incoming)
      count(written.filter(({ outcome }) => outcome === 'new').length, at)
      return
    }
    const leases = await keepLeases(client, queue, messages, now, () => ingest.ingest(incoming))
    count(messages.length, at)
    if (mode === 'consume') await acknowledge(leases)
  }

  const acknowledge = async (leases: readonly Lease[]) => {
    for (let attempt = 0, left = leases; left.length > 0 && attempt < 3; attempt++) {
      const result = await client.deleteAll(queue, left)
      if (!result.ok) {
        lastError = `Stored but not yet deleted: ${describeFailure(result.failure)}`
        continue
      }
      // A lease that ended is a redelivery to come, not an error.
      const failed = result.value.filter(({ code }) => !/^(MessageNotExist|ReceiptHandleError)$/.test(code))
      left = failed.map(({ lease }) => lease)
      const [first] = failed
      if (first !== undefined) lastError = `Stored but not yet deleted: ${first.code}: ${first.message}`
    }
  }

  const toIncoming = (
    body: string,
    messageId: string | null,
    requestId: string | null,
    receivedAt: Instant,
  ): IncomingMessage => ({
    via: 'queue',
    account: definition.account.name,
    source: queue,
    messageType: definition.type,
    messageId,
    requestId,
    receivedAt,
    raw: Buffer.from(body, 'utf8'),
    headers: null,
    requestLine: null,
    signature: null,
    peeked: mode === 'peek',
  })

  const count = (messages: number, at: Instant) => {
    if (messages === 0) return
    received += messages
    rate.add(messages)
    lastMessageAt = at
    changed()
  }

  const runLane = async (lane: number, signal: AbortSignal) => {
    while (!signal.aborted) {
      if (lane >= lanes) await sleep(200, signal)
      else await poll(lane, signal)
    }
  }

  const watchCounts = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      const result = await client.attributes(queue, signal)
      if (result.ok) {
        const { activeMessages, inactiveMessages, delayMessages } = result.value
        queueCounts = { active: activeMessages, inactive: inactiveMessages, delayed: delayMessages }
        changed()
      }
      await sleep(attributesEveryMilliseconds, signal)
    }
  }

  return {
    start() {
      if (run !== null) return
      const controller = new AbortController()
      const { signal } = controller
      lanes = 1
      failuresInARow = 0
      become('polling', 'Asking the queue')
      const all = Array.from({ length: definition.parallel }, (_, lane) => runLane(lane, signal))
      run = { controller, ended: Promise.all([...all, watchCounts(signal)]) }
    },

    async stop(why = 'Stopped') {
      if (run === null) return
      const { controller, ended } = run
      run = null
      controller.abort()
      await Promise.race([ended, pause(stopMilliseconds, undefined, { ref: false })])
      become('stopped', why)
    },

    wake() {
      failuresInARow = 0
      nap.abort()
      nap = new AbortController()
    },

    status: () => ({
      state,
      reason,
      perSecond: rate.perSecond(),
      received,
      lastMessageAt,
      lastError,
      lagMs,
      queueCounts,
    }),
  }
}

const storeTrouble = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

function explain(failure: MnsFailure, queue: string): string {
  if (failure.kind === 'refused' && failure.code === 'QueueNotExist') {
    return `There is no queue “${queue}” in this account and region`
  }
  return describeFailure(failure)
}

/** Keeps the newest exchanges of a monitor. */
export function createExchangeLog(most = 200) {
  const exchanges: Exchange[] = []
  return {
    add(exchange: Exchange) {
      exchanges.push(exchange)
      if (exchanges.length > most) exchanges.shift()
    },
    newestFirst: () => exchanges.toReversed(),
  }
}
