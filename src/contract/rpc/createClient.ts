import type { Api, ApiShape } from '../api.ts'
import type { Port } from '../port.ts'
import { type Connection, keepConnection } from './keepConnection.ts'
import { notConnected, type Operation } from './operation.ts'
import { startCall } from './startCall.ts'
import { type StreamReader, startStream } from './startStream.ts'
import { systemTimers, type Timers } from './timers.ts'

export type Client<A extends ApiShape = Api> = {
  /** Waits for the first connection; without one after that, and when it is lost, it fails with `closed`. */
  call<N extends keyof A['calls'] & string>(
    name: N,
    input: A['calls'][N]['input'],
    options?: { signal?: AbortSignal },
  ): Promise<A['calls'][N]['output']>
  /** Survives lost connections: opened again by itself until it ends, fails or is stopped by the returned function. */
  open<N extends keyof A['streams'] & string>(
    name: N,
    reader: StreamReader<A['streams'][N]['input'], A['streams'][N]['item']>,
  ): () => void
  connection: Pick<Connection, 'get' | 'subscribe' | 'retry'>
  close(): void
}

export type ClientOptions = {
  connect: () => Promise<Port>
  /** Told of readers that throw and of frames that are none. */
  onError?: (error: unknown) => void
  timers?: Timers
  random?: () => number
}

export function createClient<A extends ApiShape = Api>(options: ClientOptions): Client<A> {
  const { connect, onError = () => {}, timers = systemTimers, random = Math.random } = options
  const underWay = new Map<number, Operation>()
  let lastId = 0

  const connection = keepConnection(
    connect,
    {
      opened() {
        for (const operation of [...underWay.values()]) operation.begin()
      },
      frame(frame) {
        if (frame.kind !== 'pong') underWay.get(frame.id)?.receive(frame)
      },
      lost(reason) {
        for (const operation of [...underWay.values()]) operation.lost(notConnected(reason))
      },
      malformed: () => onError(new Error('a frame was none of those known')),
    },
    { timers, random },
  )
  const operations = {
    connection,
    underWay,
    nextId() {
      lastId += 1
      return lastId
    },
  }
  return {
    call: (name, input, { signal } = {}) => startCall(operations, name, input, signal) as Promise<never>,
    open: (name, reader) => startStream(operations, name, reader, onError),
    connection,
    close: connection.close,
  }
}
