import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { Words } from '../../contract/words.ts'
import { type Connection, type Serving, serveConnection } from './http/serveConnection.ts'

export type EndpointServer = { port: number; stop(): Promise<void> }

export type Listening =
  | { outcome: 'listening'; server: EndpointServer }
  /** Known trouble, in words. */
  | { outcome: 'refused'; code: string; reason: Words }

/** Milliseconds; those that nothing has come from in that time are looked for as often as said. */
const usual = { head: 10_000, request: 20_000, idle: 65_000, goodbye: 2000, lookEvery: 1000 }
const mostConnections = 1024
const stopGrace = 300

/**
 * HTTP/1.1 with limits, read by a reader of our own: every header is kept as it came, for all of them may be signed, and what is no
 * HTTP is handed over as the bytes it is (docs/decisions/0029-own-request-reader.md).
 */
export function listenForPushes(
  { host, port }: { host: string; port: number },
  serving: Serving,
  others: Partial<typeof usual> = {},
): Promise<Listening> {
  const patience = { ...usual, ...others }
  const connections = new Map<Socket, Connection>()
  const server = createServer({ noDelay: true }, socket => {
    connections.set(socket, serveConnection(socket, serving, patience))
    socket.once('close', () => connections.delete(socket))
  })
  server.maxConnections = mostConnections
  const looking = setInterval(() => {
    const clock = performance.now()
    for (const connection of connections.values()) connection.look(clock)
  }, patience.lookEvery).unref()
  const stop = () =>
    new Promise<void>(resolve => {
      const cut = setTimeout(() => {
        for (const socket of connections.keys()) socket.destroy()
      }, stopGrace)
      server.close(() => {
        clearTimeout(cut)
        clearInterval(looking)
        resolve()
      })
      for (const connection of connections.values()) connection.finish()
    })
  return new Promise(resolve => {
    server.once('error', error => {
      clearInterval(looking)
      resolve(explain(error, host, port))
    })
    server.listen({ host, port }, () => {
      server.removeAllListeners('error')
      server.on('error', () => undefined)
      const address = server.address() as AddressInfo
      resolve({ outcome: 'listening', server: { port: address.port, stop } })
    })
  })
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Listening {
  const code = error.code ?? 'unknown'
  const refused = (reason: Words) => ({ outcome: 'refused', code, reason }) as const
  switch (code) {
    case 'EADDRINUSE':
      return refused({
        en: `Port ${port} of ${host} is taken by another program: choose another, or 0 for any free one`,
        zh: `${host} 的端口 ${port} 已被其他程序占用：请换一个端口，或填 0 使用任一空闲端口`,
      })
    case 'EACCES':
      return refused({
        en: `This user may not listen on port ${port}: choose one above 1023`,
        zh: `当前用户无权监听端口 ${port}：请选用 1023 以上的端口`,
      })
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return refused({
        en: `${host} is not an address of this machine: use 127.0.0.1, or one of its addresses`,
        zh: `${host} 不是本机地址：请使用 127.0.0.1 或本机的其他地址`,
      })
    default:
      return refused({
        en: `Can't listen on ${host}:${port} (${code})`,
        zh: `无法监听 ${host}:${port}（${code}）`,
      })
  }
}
