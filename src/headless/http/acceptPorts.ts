import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Handlers } from '../../contract/api.ts'
import { serve } from '../../contract/rpc/serve.ts'
import { createWebSocketPort } from '../webSocketPort.ts'
import type { Gate } from './createGate.ts'
import { judgeRequest } from './judgeRequest.ts'

export type PortOptions = {
  handlers: Handlers
  gate: Gate
  hosts: Set<string>
  onError: (error: unknown, operation: string) => void
}

const mostPorts = 64
const largestFrame = 16 << 20
const goingAway = 1001
const closeGrace = 300

/** Serves the RPC at `/rpc`; the returned function closes every port and takes no more. */
export function acceptPorts(server: Server, { handlers, gate, hosts, onError }: PortOptions): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestFrame, perMessageDeflate: false })
  let isOpen = true

  function refusal({ method = '', url: target = '', rawHeaders, headers }: IncomingMessage): number | null {
    const judgement = judgeRequest({ method, target, rawHeaders }, hosts)
    if (judgement.kind === 'refuse') return judgement.status
    if (judgement.path !== '/rpc') return 404
    // Browsers always name the Origin here, so a cookie without one was not sent by a page of ours.
    const isPage = headers.origin !== undefined && gate.hasCookie(headers)
    if (!isPage && !gate.hasBearer(headers)) return 401
    return isOpen && sockets.clients.size < mostPorts ? null : 503
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const status = refusal(request)
    if (status === null) {
      return sockets.handleUpgrade(request, socket, head, webSocket => {
        serve(createWebSocketPort(webSocket), handlers, { onError })
      })
    }
    socket.once('finish', () => socket.destroy())
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  })

  return () => {
    isOpen = false
    for (const socket of sockets.clients) closeSoon(socket)
  }
}

function closeSoon(socket: WebSocket): void {
  socket.close(goingAway, 'the program is stopping')
  const cut = setTimeout(() => socket.terminate(), closeGrace)
  socket.on('close', () => clearTimeout(cut))
}
