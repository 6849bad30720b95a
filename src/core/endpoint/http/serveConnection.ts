import type { Socket } from 'node:net'
import type { Words } from '../../../contract/words.ts'
import type { ReceivedRequest } from '../receivedRequest.ts'
import {
  type BrokenBytes,
  createRequestReader,
  type Reading,
  type ReadRequest,
} from './createRequestReader.ts'
import type { Head } from './readHead.ts'
import { refusals } from './refusal.ts'
import type { OutgoingAnswer, Reply } from './reply.ts'
import { writeAnswer, writeRefusal } from './writeAnswer.ts'

export type BrokenRequest = { bytes: Buffer; reason: Words; peer: string | null }

/** What becomes of the requests of all connections. */
export type Serving = {
  handle: (request: ReceivedRequest, reply: Reply) => void
  broken: (request: BrokenRequest) => void
  /** Null where a body may be read; else it resolves when one may. */
  whenRoom: () => Promise<void> | null
  /** Milliseconds since 1970. */
  now: () => number
}

/** In milliseconds: for a head, for a whole request, between requests, and for a sender to hear the last answer. */
export type Patience = { head: number; request: number; idle: number; goodbye: number }

export type Connection = {
  /** Cuts it off where its sender has been waited for long enough. */
  look(clock: number): void
  /** Ends it once the answer that is under way is out. */
  finish(): void
}

const goOn = 'HTTP/1.1 100 Continue\r\n\r\n'
const forever = Number.POSITIVE_INFINITY

/**
 * One connection: requests are read, handled and answered one after the other. What comes while one is handled waits unread, so that a
 * sender can't fill the memory; whoever hangs up is known to have, and what came of a request is handed over all the same.
 */
export function serveConnection(socket: Socket, serving: Serving, patience: Patience): Connection {
  const peer = socket.remoteAddress ?? null
  const reader = createRequestReader()
  let state: 'reading' | 'waiting' | 'answering' | 'ending' = 'reading'
  let isReading = false
  let isGone = false
  let isFinishing = false
  /** When its first bytes came, and when its head was there; by the monotonic clock. */
  let begun: number | null = null
  let headAt = 0
  let receivedAt = 0
  let deadline = performance.now() + patience.head
  let current: ReadRequest | null = null
  let told: ((out: boolean) => void) | null = null
  let goneListener: (() => void) | null = null

  const readOn = (came?: Buffer): void => {
    if (isReading) return
    isReading = true
    let more = came
    while (state === 'reading') {
      const reading = reader.read(more)
      more = undefined
      if (!take(reading)) break
    }
    isReading = false
  }

  /** Whether there may be more to read. */
  const take = (reading: Reading): boolean => {
    switch (reading.outcome) {
      case 'more':
        waitForMore()
        return false
      case 'head':
        return beginBody(reading.head)
      case 'request':
        handOver(reading)
        return true
      case 'refused':
        refuse(reading)
        return false
      default:
        return reading satisfies never
    }
  }

  const waitForMore = (): void => {
    if (begun !== null || reader.isBetween()) return
    begun = performance.now()
    deadline = begun + patience.head
  }

  const beginBody = ({ expectsContinue, length }: Head): boolean => {
    headAt = performance.now()
    begun ??= headAt
    deadline = begun + patience.request
    receivedAt = serving.now()
    const isAsked = expectsContinue && length !== 0
    const room = serving.whenRoom()
    if (room === null) {
      if (isAsked) socket.write(goOn, 'latin1')
      return true
    }
    state = 'waiting'
    deadline = forever
    socket.pause()
    void room.then(() => {
      if (state !== 'waiting') return
      state = 'reading'
      deadline = performance.now() + patience.request
      if (isAsked) socket.write(goOn, 'latin1')
      socket.resume()
      readOn()
    })
    return false
  }

  const handOver = (request: ReadRequest): void => {
    state = 'answering'
    deadline = forever
    current = request
    begun = null
    const { head, body, truncated } = request
    const { method, target, headers, httpVersion } = head
    serving.handle({ method, target, headers, body, httpVersion, peer, receivedAt, truncated }, reply)
  }

  const refuse = ({ status, reason, bytes }: BrokenBytes): void => {
    serving.broken({ bytes, reason, peer })
    if (!isGone) end(writeRefusal(status))
  }

  /** What else comes is read and dropped for a while: a sender that is cut off while it sends may never see the answer. */
  const end = (last: string | Buffer): void => {
    state = 'ending'
    deadline = performance.now() + patience.goodbye
    socket.end(last, 'latin1')
    socket.resume()
  }

  const leave = (): void => {
    if (isGone) return
    isGone = true
    if (state === 'reading' || state === 'waiting') {
      state = 'reading'
      const left = reader.breakOff(refusals.cut)
      if (left?.outcome === 'request') handOver(left)
      else if (left !== null) refuse(left)
    }
    tell(false)
    goneListener?.()
    goneListener = null
  }

  const tell = (out: boolean): void => {
    const listener = told
    told = null
    listener?.(out)
  }

  const whenOut = (stays: boolean): void => {
    goneListener = null
    if (stays) {
      state = 'reading'
      deadline = performance.now() + patience.idle
    }
    tell(true)
    if (!stays || isGone) return
    if (isFinishing) socket.destroy()
    else {
      if (socket.isPaused()) socket.resume()
      if (!reader.isBetween()) readOn()
    }
  }

  const reply: Reply = {
    send(answer: OutgoingAnswer, listener) {
      const request = current
      current = null
      if (isGone || request === null || !socket.writable) {
        listener(false)
        return
      }
      const stays = request.head.keepAlive && !request.isLast && !isFinishing
      const seconds = patience.idle / 1000
      const isHeadOnly = request.head.method === 'HEAD'
      const bytes = writeAnswer(answer, { stays, seconds }, isHeadOnly, serving.now())
      told = listener
      if (!stays) end(bytes)
      else {
        deadline = performance.now() + patience.request
        socket.write(bytes, 'latin1')
      }
      if (socket.writableLength === 0) whenOut(stays)
      // An empty write is out once all before it is.
      else if (stays) socket.write('', error => error == null && whenOut(true))
      else socket.once('finish', () => whenOut(false))
    },
    breakOff(text) {
      socket.write(text, () => socket.destroy())
    },
    cut(how) {
      if (how === 'reset') socket.resetAndDestroy()
      else socket.destroy()
    },
    isGone: () => isGone,
    whenGone(listener) {
      if (isGone) listener()
      else goneListener = listener
    },
    elapsed: () => performance.now() - headAt,
  }

  socket.on('data', (came: Buffer) => {
    switch (state) {
      case 'reading':
        readOn(came)
        break
      case 'waiting':
      case 'answering':
        reader.hold(came)
        socket.pause()
        break
      case 'ending':
        break
      default:
        state satisfies never
    }
  })
  socket.on('end', leave)
  socket.on('close', leave)
  socket.on('error', () => undefined)

  return {
    look(clock) {
      if (clock < deadline) return
      const isUnread = state === 'reading' && !reader.isBetween() && !isGone
      if (!isUnread) {
        socket.destroy()
        return
      }
      const left = reader.breakOff(refusals.slow(patience.head / 1000))
      if (left?.outcome === 'request') handOver(left)
      else if (left !== null) refuse(left)
    },
    finish() {
      isFinishing = true
      if (state === 'reading' && reader.isBetween()) socket.destroy()
    },
  }
}
