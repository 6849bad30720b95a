import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Handlers } from '../../contract/api.ts'
import type { ExportFile } from '../../core/handlers/exportHandlers.ts'
import { createApi, errorReply } from '../api/createApi.ts'
import { acceptPorts } from './acceptPorts.ts'
import { allowedHosts, bracketed } from './allowedHosts.ts'
import { createGate } from './createGate.ts'
import { createRouter } from './createRouter.ts'
import { judgeRequest } from './judgeRequest.ts'
import { listen } from './listen.ts'
import { loadAssets } from './loadAssets.ts'
import { readBody } from './readBody.ts'
import { textReply } from './reply.ts'
import { writeReply } from './writeReply.ts'

export type HostOptions = {
  handlers: Handlers
  exportFile: ExportFile
  /** Directory of the built window. */
  assets: string
  host: string
  /** 0 takes any free one. */
  port: number
  token: string
  version: string
  onError: (error: unknown, operation: string) => void
}

export type Host = {
  origin: string
  port: number
  /** An address that lets one browser in once; the token is not in it. */
  ticketUrl(): string
  stop(): Promise<void>
}

/** Milliseconds and bytes; only the head of a request and small bodies ever arrive, so both are small. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  maxHeaderSize: 16_384,
}
const mostConnections = 512
const stopGrace = 500

/** Serves the window, its port and the HTTP API on one address. */
export async function startHost(options: HostOptions): Promise<Host> {
  const { handlers, exportFile, host, onError } = options
  const assets = await loadAssets(options.assets)
  const server = createServer(limits)
  server.maxConnections = mostConnections
  const port = await listen(server, host, options.port)
  const hosts = allowedHosts(host)
  const gate = createGate(options.token, port)
  const route = createRouter({
    gate,
    assets,
    api: createApi({ handlers, exportFile }, options.version, onError),
  })
  const stopping = new AbortController()

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: target = '', rawHeaders, headers } = request
    const judgement = judgeRequest({ method, target, rawHeaders }, hosts)
    if (judgement.kind === 'refuse')
      return writeReply(response, textReply(judgement.status, judgement.reason))
    const gone = new AbortController()
    const abort = () => gone.abort()
    response.on('close', abort)
    stopping.signal.addEventListener('abort', abort, { once: true })
    try {
      const { path, query } = judgement
      const readText = (most: number) => readBody(request, most)
      await writeReply(response, await route({ method, path, query, headers, readText, signal: gone.signal }))
    } finally {
      stopping.signal.removeEventListener('abort', abort)
    }
  }
  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.closed) onError(error, 'http')
      if (response.headersSent) response.destroy()
      else void writeReply(response, errorReply(error))
    })
  })
  const closePorts = acceptPorts(server, { handlers, gate, hosts, onError })

  const origin = `http://${bracketed(host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host)}:${port}`
  return {
    origin,
    port,
    ticketUrl: () => `${origin}/?token=${gate.issueTicket()}`,
    async stop() {
      stopping.abort()
      closePorts()
      await close(server)
    },
  }
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    const cut = setTimeout(() => server.closeAllConnections(), stopGrace)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}
