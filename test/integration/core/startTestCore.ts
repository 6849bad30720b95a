import { onTestFinished } from 'vitest'
import type { CallName, Handlers, Input, Item, Output, StreamName } from '../../../src/contract/api.ts'
import { type CoreOptions, type LogEntry, openCore } from '../../../src/core/openCore.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'

/** A core as a host opens it, and typed ways to ask it. */
export async function startTestCore(options: Partial<CoreOptions> = {}) {
  const logged: LogEntry[] = []
  const core = await openCore({
    dataDirectory: temporaryDirectory(),
    dataKey: new Uint8Array(32).fill(7),
    host: 'headless',
    version: '0.0.0',
    locale: 'en',
    secrets: 'environment',
    simulator: 'off',
    config: null,
    log: entry => logged.push(entry),
    ...options,
  })
  const controller = new AbortController()
  let closed = false
  const close = async () => {
    if (closed) return
    closed = true
    controller.abort()
    await core.close()
  }
  onTestFinished(close)
  return {
    core,
    logged,
    close,
    async ask<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
      const handler: (input: unknown, asker: { signal: AbortSignal }) => unknown = (
        core.handlers.calls as Handlers['calls']
      )[name]
      return (await handler(input, { signal: controller.signal })) as Output<N>
    },
    watch<N extends StreamName>(name: N, input: Input<N>): AsyncIterator<Item<N>> {
      const open: (input: unknown, asker: { signal: AbortSignal }) => unknown = core.handlers.streams[name]
      return (open(input, { signal: controller.signal }) as AsyncIterable<Item<N>>)[Symbol.asyncIterator]()
    },
  }
}
