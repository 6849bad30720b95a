import type { WebSocket } from 'ws'
import { createPort } from '../contract/createPort.ts'
import type { Port } from '../contract/port.ts'
import { systemTimers, type Timers } from '../contract/rpc/timers.ts'

export type WebSocketPortOptions = {
  /** Unsent bytes above which nothing more is read from this reader until it has taken what waits for it. */
  holdAbove?: number
  /** Unsent bytes above which the reader is given up. */
  closeAbove?: number
  /** A reader that takes nothing and says nothing for this many milliseconds, up to twice as long, is given up. */
  silence?: number
  timers?: Timers
}

const normalClosure = 1000
const unsupportedData = 1003
const tryAgainLater = 1013

/** The answering end of a WebSocket. What waits to be sent is bounded: first the reader is not heard, then it is closed. */
export function createWebSocketPort(socket: WebSocket, options: WebSocketPortOptions = {}): Port {
  const { holdAbove = 1 << 20, closeAbove = 64 << 20, silence = 30_000, timers = systemTimers } = options
  let alive = true
  let unsentAtLastLook = 0

  const { port, received, closed } = createPort({
    send(frame) {
      socket.send(JSON.stringify(frame), resumeWhenDrained)
      if (socket.bufferedAmount > closeAbove) giveUp('this reader did not take what was sent to it')
      else if (socket.bufferedAmount > holdAbove) socket.pause()
    },
    close(reason) {
      socket.resume()
      socket.close(normalClosure, reason)
    },
  })

  function resumeWhenDrained() {
    if (socket.isPaused && socket.bufferedAmount <= holdAbove) socket.resume()
  }
  function giveUp(reason: string) {
    closed(reason)
    socket.close(tryAgainLater, reason)
    socket.terminate()
  }
  function look() {
    const unsent = socket.bufferedAmount
    const isTaking = unsent < unsentAtLastLook
    if (!alive && !isTaking) return giveUp('this reader has gone silent')
    alive = false
    unsentAtLastLook = unsent
    cancelLook = timers.after(silence, look)
    socket.ping()
  }
  let cancelLook = timers.after(silence, look)

  socket.on('message', (data, isBinary) => {
    alive = true
    const frame = isBinary ? undefined : parseJson(String(data))
    if (frame !== undefined) return received(frame)
    closed('what was received is not JSON')
    socket.close(unsupportedData, 'only JSON text is understood here')
  })
  socket.on('pong', () => {
    alive = true
  })
  socket.on('close', (_code, reason) => {
    cancelLook()
    closed(String(reason))
  })
  socket.on('error', error => closed(error.message))
  return port
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
