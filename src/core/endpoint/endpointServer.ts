import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Words } from '../../contract/words.ts'

export type EndpointServer = { port: number; stop(): Promise<void> }

export type Listening =
  | { outcome: 'listening'; server: EndpointServer }
  /** Known trouble, in words. */
  | { outcome: 'refused'; code: string; reason: Words }

export type BrokenRequest = { bytes: Buffer; reason: Words; peer: string | null }

/** Bytes and milliseconds. A sender has these for its headers and for the whole request. */
const limits = {
  maxHeaderSize: 64 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 1000,
}
const mostConnections = 1024
const stopGrace = 300
/** How long what else a refused sender has to say is read and dropped, so that it hears the answer. */
const goodbye = 2000

/**
 * HTTP/1.1 with limits. Every header is kept, for all of them may be signed; a request that is no HTTP is handed over as the
 * bytes it is.
 */
export function listenForPushes(
  { host, port }: { host: string; port: number },
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  broken: (request: BrokenRequest) => void,
  others: Partial<typeof limits> = {},
): Promise<Listening> {
  const server = createServer({ ...limits, ...others }, (request, response) => {
    latest.set(request.socket, response)
    handle(request, response)
  })
  /** The answer to the last request of each socket that was handed over. */
  const latest = new WeakMap<object, ServerResponse>()
  const isUnderWay = (socket: object): boolean => {
    const response = latest.get(socket)
    return response !== undefined && !response.writableFinished && !response.destroyed
  }
  /** Sockets whose request was refused: what else comes over them is the rest of it. */
  const refused = new WeakSet<object>()
  server.maxHeadersCount = 0
  server.maxConnections = mostConnections
  server.on('clientError', (error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket) => {
    const { rawPacket, code = '' } = error
    if (rawPacket !== undefined && refused.has(socket)) return
    const underWay = isUnderWay(socket)
    if (rawPacket !== undefined && !underWay) {
      const peer = (socket as Socket).remoteAddress ?? null
      const reason = {
        en: `No HTTP request that can be read (${code})`,
        zh: `不是可读的 HTTP 请求（${code}）`,
      }
      broken({ bytes: rawPacket, reason, peer })
    }
    if (socket.writable && !underWay) {
      refused.add(socket)
      socket.end(`HTTP/1.1 ${statusLineOf(code)}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      setTimeout(() => socket.destroy(), goodbye).unref()
    } else socket.destroy()
  })
  return new Promise(resolve => {
    server.once('error', error => resolve(explain(error, host, port)))
    server.listen({ host, port }, () => {
      server.removeAllListeners('error')
      server.on('error', () => undefined)
      const address = server.address() as AddressInfo
      const stop = () =>
        new Promise<void>(done => {
          const cut = setTimeout(() => server.closeAllConnections(), stopGrace)
          server.close(() => {
            clearTimeout(cut)
            done()
          })
          server.closeIdleConnections()
        })
      resolve({ outcome: 'listening', server: { port: address.port, stop } })
    })
  })
}

function statusLineOf(code: string): string {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return '431 Request Header Fields Too Large'
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return '408 Request Timeout'
    default:
      return '400 Bad Request'
  }
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
