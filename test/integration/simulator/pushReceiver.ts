import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export type ReceivedPush = {
  readonly method: string
  readonly target: string
  readonly rawHeaders: readonly string[]
  readonly body: Buffer
}

/** An endpoint that keeps what it is sent and answers each push with the next status, the last one for ever. */
export type PushReceiver = {
  readonly url: string
  readonly pushes: ReceivedPush[]
  /** Settles with the first so many pushes. */
  first(count: number): Promise<ReceivedPush[]>
  close(): void
}

export async function startPushReceiver(
  statuses: readonly number[] = [204],
  answer = '',
): Promise<PushReceiver> {
  const pushes: ReceivedPush[] = []
  let wake = () => {}
  const server = createServer(async (request, response) => {
    const body = await readAll(request).catch(() => null)
    if (body === null) return // The sender hung up.
    const status = statuses[Math.min(pushes.length, statuses.length - 1)] ?? 204
    pushes.push({
      method: request.method ?? '',
      target: request.url ?? '',
      rawHeaders: request.rawHeaders,
      body,
    })
    response.writeHead(status).end(status === 204 ? undefined : answer)
    wake()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pushes,
    async first(count) {
      while (pushes.length < count) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
      return pushes.slice(0, count)
    },
    close: () => server.close().closeAllConnections(),
  }
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
