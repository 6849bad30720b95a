import { ApiError } from '../apiError.ts'
import type { Operation, Operations } from './operation.ts'
import { runInOrder } from './runInOrder.ts'

export type StreamReader<I, T> = {
  /** The input to open with, given the last item handed to `onItem`: where a stream resumes from. */
  input(last: T | null): I
  /** A returned promise holds the next item back. */
  onItem(item: T): void | Promise<void>
  onError?(error: ApiError): void
  onEnd?(): void
}

/** What a lost connection had not yet handed to the reader is forgotten: the next opening asks for it again. */
export function startStream<I, T>(
  { connection, underWay, nextId }: Operations,
  name: string,
  reader: StreamReader<I, T>,
  onError: (error: unknown) => void,
): () => void {
  let id = nextId()
  let last: T | null = null
  let isOver = false
  const reading = runInOrder(onError)

  const finish = (tell: () => void) => {
    underWay.delete(id)
    reading.push(() => {
      if (isOver) return
      isOver = true
      tell()
    })
  }
  const read = (item: T) => {
    if (isOver) return
    last = item
    return reader.onItem(item)
  }
  const operation: Operation = {
    begin() {
      underWay.delete(id)
      id = nextId()
      underWay.set(id, operation)
      connection.send({ kind: 'open', id, name, input: reader.input(last) })
    },
    lost: reading.clear,
    receive(frame) {
      switch (frame.kind) {
        case 'item': {
          const from = id
          return reading.push(
            () => read(frame.item as T),
            () => connection.send({ kind: 'acknowledge', id: from }),
          )
        }
        case 'end':
          return finish(() => reader.onEnd?.())
        case 'error':
          return finish(() => reader.onError?.(ApiError.from(frame.error)))
        case 'answer':
        case 'pong':
          return
        default:
          return frame satisfies never
      }
    },
  }
  underWay.set(id, operation)
  if (connection.get().kind === 'open') operation.begin()
  return () => {
    if (isOver) return
    isOver = true
    reading.clear()
    if (underWay.delete(id)) connection.send({ kind: 'cancel', id })
  }
}
