import { ApiError } from '../apiError.ts'
import { notConnected, type Operations } from './operation.ts'
import { closedHere } from './sayClosing.ts'

export function startCall(
  { connection, underWay, nextId }: Operations,
  name: string,
  input: unknown,
  signal?: AbortSignal,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const state = connection.get()
    if (signal?.aborted) return reject(cancelled())
    if (state.kind === 'lost') return reject(notConnected(state.reason))
    if (state.kind === 'closed') return reject(notConnected(closedHere))

    const id = nextId()
    const over = () => {
      underWay.delete(id)
      signal?.removeEventListener('abort', abort)
    }
    const fail = (error: ApiError) => {
      over()
      reject(error)
    }
    const abort = () => {
      connection.send({ kind: 'cancel', id })
      fail(cancelled())
    }
    const begin = () => connection.send({ kind: 'call', id, name, input })
    underWay.set(id, {
      begin,
      lost: fail,
      receive(frame) {
        if (frame.kind === 'error') return fail(ApiError.from(frame.error))
        if (frame.kind !== 'answer') return
        over()
        resolve(frame.output)
      },
    })
    signal?.addEventListener('abort', abort, { once: true })
    if (state.kind === 'open') begin()
  })
}

const cancelled = () => new ApiError('cancelled', { en: 'It was cancelled.', zh: '已取消。' })
