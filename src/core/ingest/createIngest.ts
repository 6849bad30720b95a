import { ApiError } from '../../contract/apiError.ts'
import type { Words } from '../../contract/words.ts'
import type { IncomingMessage, StorableMessage, Written } from '../store/incoming.ts'
import type { Store } from '../store/openStore.ts'
import { createGathering } from './createGathering.ts'

/** Waiting messages above which a transport should wait before it takes more. */
export const highWater = 4096
const groupRows = 512

export type Ingest = {
  /** Resolves once all of them are durable; rejects where they could not be stored, and none was then. */
  ingest(messages: readonly (IncomingMessage | StorableMessage)[]): Promise<Written[]>
  /** The same for a single message of very many: `told` is called, and must not throw. */
  take(message: IncomingMessage, told: (taken: Taken) => void): void
  /** Null where there is room for more; else it resolves when there is. */
  whenRoom(): Promise<void> | null
  waiting(): number
  /** Why nothing can be stored just now; null where it can. A transport should not take anything then. */
  trouble(): Words | null
  /** Writes what waits and takes nothing more. */
  close(): Promise<void>
}

export type Taken = { readonly written: Written } | { readonly error: unknown }

type Group = { messages: StorableMessage[]; settle: ((result: GroupResult) => void)[] }
type GroupResult = { written: Written[] } | { error: unknown }

/**
 * The only way into the table. Messages of all transports are committed in groups: where the disk is
 * idle those of a few turns, else whatever came until it is, or a few hundred. Only then may a transport acknowledge.
 */
export function createIngest(
  store: Pick<Store, 'write' | 'whenDurable' | 'trouble'>,
  decode: (message: IncomingMessage) => StorableMessage,
  clock: () => number = () => performance.now(),
): Ingest {
  let group: Group = { messages: [], settle: [] }
  let turn: ReturnType<typeof setImmediate> | null = null
  const gathering = createGathering(clock)
  let undurable = 0
  let closed = false
  const inFlight = new Set<Promise<void>>()
  let waitingForRoom: (() => void)[] = []

  const waiting = () => group.messages.length + undurable

  /** Once no more are coming, unless the disk is busy: then its end is what a group waits for. */
  const flushSoon = () => {
    if (group.messages.length > 0 && inFlight.size === 0) turn ??= setImmediate(look)
  }

  const look = () => {
    turn = null
    if (gathering.isOver(group.messages.length)) flush()
    else flushSoon()
  }

  const flushWhenDue = () => {
    if (group.messages.length >= groupRows) flush()
    else flushSoon()
  }

  const flush = () => {
    if (turn !== null) clearImmediate(turn)
    turn = null
    gathering.beginAnew()
    if (group.messages.length === 0) return
    const { messages, settle } = group
    group = { messages: [], settle: [] }
    undurable += messages.length
    const written = commit(messages).then(result => {
      undurable -= messages.length
      inFlight.delete(written)
      flushSoon()
      for (const one of settle) one(result)
      if (waiting() < highWater) {
        const ready = waitingForRoom
        waitingForRoom = []
        for (const one of ready) one()
      }
    })
    inFlight.add(written)
  }

  const commit = async (messages: readonly StorableMessage[]): Promise<GroupResult> => {
    try {
      const written = store.write(messages)
      await store.whenDurable()
      return { written }
    } catch (error) {
      return { error }
    }
  }

  const isClosing = () =>
    new ApiError('closed', {
      en: 'The store is closing; nothing more is taken in',
      zh: '存储正在关闭，不再接收新内容',
    })

  return {
    ingest(messages) {
      if (closed) return Promise.reject(isClosing())
      if (messages.length === 0) return Promise.resolve([])
      const from = group.messages.length
      const result = new Promise<Written[]>((resolve, reject) => {
        group.settle.push(outcome => {
          if ('error' in outcome) reject(outcome.error)
          else resolve(outcome.written.slice(from, from + messages.length))
        })
      })
      for (const message of messages) {
        group.messages.push('receipts' in message ? message : decode(message))
      }
      flushWhenDue()
      return result
    },

    take(message, told) {
      if (closed) return told({ error: isClosing() })
      const decoded = decode(message)
      const at = group.messages.push(decoded) - 1
      group.settle.push(outcome => {
        if ('error' in outcome) return told(outcome)
        const written = outcome.written[at]
        told(written === undefined ? { error: new Error('Nothing was written') } : { written })
      })
      flushWhenDue()
    },

    whenRoom: () => (waiting() < highWater ? null : new Promise(resolve => waitingForRoom.push(resolve))),

    waiting,

    trouble: store.trouble,

    async close() {
      closed = true
      flush()
      await Promise.all(inFlight)
    },
  }
}
