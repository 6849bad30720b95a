import type { Asker } from '../api.ts'
import { ApiError } from '../apiError.ts'
import type { Port } from '../port.ts'
import { createCredit } from './createCredit.ts'
import { type AnswererFrame, parseAskerFrame, protocolVersion, streamWindow } from './frames.ts'
import { toErrorBody } from './toErrorBody.ts'

export type ServeHandlers = {
  calls: Record<string, (input: unknown, asker: Asker) => unknown>
  streams: Record<string, (input: unknown, asker: Asker) => AsyncIterable<unknown>>
}

export type ServeOptions = {
  /** Told of every exception that was not an ApiError, and of frames that are none; the asker sees neither. */
  onError?: (error: unknown, operation: string) => void
  /** Operations one port may have under way; more are refused. */
  limit?: number
}

type Operation = { cancel(reason: ApiError): void; acknowledge(): void }

/**
 * Answers what the other end of the port asks, until the port closes or the returned function is called (which closes it).
 * A stream's next item is pulled only while its reader has credit, so a slow reader slows only itself.
 */
export function serve(port: Port, handlers: ServeHandlers, options: ServeOptions = {}): () => void {
  const { onError = () => {}, limit = 256 } = options
  const running = new Map<number, Operation>()

  const send = (frame: AnswererFrame) => port.send(frame)
  const fail = (id: number, error: unknown) => send({ kind: 'error', id, error: toErrorBody(error) })

  function begin(id: number, cancelled: () => void, acknowledge = () => {}) {
    const controller = new AbortController()
    const operation: Operation = {
      acknowledge,
      cancel(reason) {
        running.delete(id)
        controller.abort(reason)
        cancelled()
      },
    }
    running.set(id, operation)
    return {
      asker: { signal: controller.signal },
      isWanted: () => running.get(id) === operation,
      finish: () => running.delete(id),
    }
  }

  async function answer(id: number, name: string, input: unknown): Promise<void> {
    const operation = begin(id, () => {})
    try {
      const output = await lookUp(handlers.calls, name)(input, operation.asker)
      if (operation.isWanted()) send({ kind: 'answer', id, output: output ?? null })
    } catch (error) {
      report(error, name, operation.asker)
      if (operation.isWanted()) fail(id, error)
    }
    if (operation.isWanted()) operation.finish()
  }

  async function pump(id: number, name: string, input: unknown): Promise<void> {
    const credit = createCredit(streamWindow)
    let iterator: AsyncIterator<unknown> | null = null
    let over = false
    const giveBack = () => {
      if (over) return
      over = true
      close(iterator).catch(error => report(error, name, operation.asker))
    }
    const operation = begin(id, giveBack, credit.acknowledge)
    try {
      iterator = lookUp(handlers.streams, name)(input, operation.asker)[Symbol.asyncIterator]()
      while (operation.isWanted()) {
        await credit.room()
        const next = await iterator.next()
        if (!operation.isWanted()) return
        if (next.done) {
          over = true
          send({ kind: 'end', id })
          break
        }
        credit.spend()
        send({ kind: 'item', id, item: next.value })
      }
    } catch (error) {
      report(error, name, operation.asker)
      giveBack()
      if (operation.isWanted()) fail(id, error)
    }
    if (operation.isWanted()) operation.finish()
  }

  /** What a handler throws because it was told to stop is no news. */
  function report(error: unknown, name: string, asker: Asker): void {
    if (!(error instanceof ApiError) && !asker.signal.aborted) onError(error, name)
  }

  function start(id: number, run: () => Promise<void>) {
    if (running.has(id)) return onError(new Error(`the id ${id} is in use`), 'frame')
    if (running.size >= limit) {
      return fail(id, tooMany(limit))
    }
    void run()
  }

  port.onFrame(value => {
    const frame = parseAskerFrame(value)
    if (frame === null) return onError(new Error('a frame was none of those known'), 'frame')
    switch (frame.kind) {
      case 'ping':
        return send({ kind: 'pong', protocol: protocolVersion })
      case 'call':
        return start(frame.id, () => answer(frame.id, frame.name, frame.input))
      case 'open':
        return start(frame.id, () => pump(frame.id, frame.name, frame.input))
      case 'acknowledge':
        return running.get(frame.id)?.acknowledge()
      case 'cancel':
        return running.get(frame.id)?.cancel(unwanted())
      default:
        return frame satisfies never
    }
  })
  const stop = () => {
    const reason = new ApiError('closed', { en: 'The connection was closed.', zh: '连接已关闭。' })
    for (const operation of [...running.values()]) operation.cancel(reason)
  }
  port.onClose(stop)
  return () => {
    stop()
    port.close()
  }
}

async function close(iterator: AsyncIterator<unknown> | null): Promise<void> {
  await iterator?.return?.()
}

const unwanted = () =>
  new ApiError('cancelled', { en: 'The answer is no longer wanted.', zh: '已不再需要该结果。' })

const tooMany = (limit: number) =>
  new ApiError(
    'refused',
    {
      en: `More than ${limit} operations at once were asked for over one connection.`,
      zh: `同一连接上同时进行的操作超过 ${limit} 个。`,
    },
    { en: 'Wait for some of them to finish.', zh: '请等待部分操作完成。' },
  )

/** Own members only, so that no name inherited by every object is an operation. */
function lookUp<H>(handlers: Record<string, H>, name: string): H {
  const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined
  if (handler === undefined) {
    const shown = name.length > 80 ? `${name.slice(0, 80)}…` : name
    throw new ApiError(
      'unknown-operation',
      { en: `There is no operation "${shown}".`, zh: `没有名为“${shown}”的操作。` },
      { en: 'Is the window as new as the program?', zh: '请确认窗口与程序版本一致。' },
    )
  }
  return handler
}
