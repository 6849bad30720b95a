import { ApiError } from '../apiError.ts'
import type { Port } from '../port.ts'
import type { Words } from '../words.ts'
import { type AnswererFrame, type AskerFrame, parseAnswererFrame, protocolVersion } from './frames.ts'
import { closedHere, sayClosing } from './sayClosing.ts'
import type { Timers } from './timers.ts'

/** What a window shows about its connection. `lost` lasts until the other side has answered again. */
export type ConnectionState =
  | { kind: 'connecting' }
  | { kind: 'open' }
  /**
   * Times in milliseconds since 1970; `nextTry` is null while a try is under way. `refused`: the program is there and lets this
   * window not in.
   */
  | { kind: 'lost'; since: number; reason: Words; refused: boolean; nextTry: number | null }
  | { kind: 'closed' }

export type Connection = {
  get(): ConnectionState
  /** Returns what unsubscribes. */
  subscribe(listener: () => void): () => void
  /** Tries at once instead of waiting for the next try. */
  retry(): void
  send(frame: AskerFrame): void
  close(): void
}

export type ConnectionEvents = {
  opened(): void
  frame(frame: AnswererFrame): void
  lost(reason: Words): void
  malformed(): void
}

const unreachable: Words = { en: 'the program could not be reached', zh: '无法连接到程序' }

type Attempt = { port: Port | null; heard: boolean; cancelTimer: () => void }

const answerWithin = 10_000
const pingWhenQuietFor = 20_000
const firstDelay = 250
const longestDelay = 15_000
/** A connection that lived this long was a good one: the next loss starts with the shortest delay again. */
const stableAfter = 5_000

/**
 * Holds one port open: `open` means the other side has answered a ping, a silent one is given up,
 * and tries are repeated with growing, randomly shortened delays.
 */
export function keepConnection(
  connect: () => Promise<Port>,
  events: ConnectionEvents,
  { timers, random }: { timers: Timers; random: () => number },
): Connection {
  let state: ConnectionState = { kind: 'connecting' }
  let current: Attempt | null = null
  let failures = 0
  let openedAt = 0
  let cancelRetry = () => {}
  const listeners = new Set<() => void>()

  /** The operations learn of it first, so that a listener finds them in the new state. */
  function become(next: ConnectionState, tellOperations = () => {}) {
    state = next
    tellOperations()
    for (const listener of [...listeners]) listener()
  }

  function attempt() {
    const mine: Attempt = { port: null, heard: false, cancelTimer: () => {} }
    current = mine
    const lose = (reason: Words, refused = false) => {
      if (current === mine) fail(reason, refused)
    }
    const silence = {
      en: `no answer within ${answerWithin / 1000} s`,
      zh: `${answerWithin / 1000} 秒内没有应答`,
    }
    mine.cancelTimer = timers.after(answerWithin, () => lose(silence))

    function keepAlive() {
      mine.heard = false
      mine.cancelTimer = timers.after(pingWhenQuietFor, () => {
        if (mine.heard) return keepAlive()
        mine.cancelTimer = timers.after(answerWithin, () => (mine.heard ? keepAlive() : lose(silence)))
        mine.port?.send({ kind: 'ping' })
      })
    }

    function receive(value: unknown) {
      if (current !== mine) return
      mine.heard = true
      const frame = parseAnswererFrame(value)
      if (frame === null) return events.malformed()
      if (frame.kind !== 'pong') return events.frame(frame)
      if (frame.protocol !== protocolVersion) {
        return lose({
          en: 'the program has another version than this window; reload the window',
          zh: '程序与本窗口版本不同，请重新加载窗口',
        })
      }
      if (state.kind === 'open') return
      mine.cancelTimer()
      keepAlive()
      openedAt = timers.now()
      become({ kind: 'open' }, events.opened)
    }

    async function openPort() {
      try {
        const port = await connect()
        if (current !== mine) return port.close()
        mine.port = port
        port.onClose(reason => lose(sayClosing(reason)))
        port.onFrame(receive)
        port.send({ kind: 'ping' })
      } catch (error) {
        if (!(error instanceof ApiError)) lose(unreachable)
        else lose(error.said.message, error.code === 'refused')
      }
    }
    void openPort()
  }

  function abandon() {
    const { port = null, cancelTimer = () => {} } = current ?? {}
    current = null
    cancelTimer()
    cancelRetry()
    port?.close()
  }

  function fail(reason: Words, refused: boolean) {
    const wasOpen = state.kind === 'open'
    const now = timers.now()
    if (wasOpen && now - openedAt >= stableAfter) failures = 0
    const delay = Math.min(longestDelay, firstDelay * 2 ** failures) * (1 - random() / 2)
    failures = Math.min(failures + 1, 20)
    abandon()
    cancelRetry = timers.after(delay, retry)
    const since = state.kind === 'lost' ? state.since : now
    become({ kind: 'lost', since, reason, refused, nextTry: now + delay }, () => events.lost(reason))
  }

  function retry() {
    if (state.kind !== 'lost' || state.nextTry === null) return
    cancelRetry()
    become({ ...state, nextTry: null })
    attempt()
  }

  attempt()
  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    retry,
    send: frame => current?.port?.send(frame),
    close() {
      if (state.kind === 'closed') return
      abandon()
      become({ kind: 'closed' }, () => events.lost(closedHere))
    },
  }
}
